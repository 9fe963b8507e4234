import { ActionIcon, Popover, Radio, Stack, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const SCHEMES = [
  ['light', IconSun, 'frame.themeLight'],
  ['dark', IconMoon, 'frame.themeDark'],
  ['auto', IconDeviceDesktop, 'frame.themeAuto'],
] as const satisfies readonly (readonly [MantineColorScheme, Icon, string])[];

/** Light, dark, or as the device has it. */
export function ThemeMenu() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [, Sign] = SCHEMES.find(([scheme]) => scheme === colorScheme) ?? SCHEMES[2];
  const choose = (value: string): void => {
    const found = SCHEMES.find(([scheme]) => scheme === value);
    if (found) setColorScheme(found[0]);
  };
  return (
    <Popover position="bottom-end" withinPortal={false} trapFocus shadow="md">
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" c="var(--mantine-color-text)" size="lg" aria-label={t('frame.theme')}>
          <Sign size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Radio.Group label={t('frame.theme')} value={colorScheme} onChange={choose}>
          <Stack gap={8} pt={6}>
            {SCHEMES.map(([scheme, , name]) => (
              <Radio key={scheme} size="xs" value={scheme} label={t(name)} />
            ))}
          </Stack>
        </Radio.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
