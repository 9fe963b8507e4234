import { NumberInput, PasswordInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/client';
import { useWords } from '../frame/words';
import { choicesOf, MASK, rangeOf } from './draft';

interface SettingFieldProps {
  readonly setting: Answers['Setting'];
  readonly value: string;
  readonly error: string | undefined;
  readonly change: (value: string) => void;
}

/** The field of one setting, by its kind. */
export function SettingField({ setting, value, error, change }: SettingFieldProps) {
  const { t } = useTranslation();
  const { kind, name, required, rule } = setting;
  const words = useSettingWords(setting, value);
  const usual = { ...words, placeholder: setting.default, error, withAsterisk: required, id: `setting-${name}` };
  if (kind === 'number') {
    const { isWhole } = rangeOf(rule);
    return (
      <NumberInput
        {...usual}
        value={value}
        onChange={(next) => change(String(next))}
        allowDecimal={!isWhole}
        hideControls
      />
    );
  }
  if (kind === 'secret')
    return (
      <PasswordInput
        {...usual}
        value={value}
        onChange={({ currentTarget }) => change(currentTarget.value)}
        onFocus={({ currentTarget }) => currentTarget.select()}
        autoComplete="new-password"
      />
    );
  if (kind === 'flag' || kind === 'choice') {
    const data =
      kind === 'choice'
        ? choicesOf(rule)
        : [
            { value: 'true', label: t('frame.yes') },
            { value: 'false', label: t('frame.no') },
          ];
    return (
      <Select
        {...usual}
        data={data}
        value={value === '' ? null : value}
        onChange={(next) => change(next ?? '')}
        clearable
      />
    );
  }
  return (
    <TextInput
      {...usual}
      value={value}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      inputMode={kind === 'address' ? 'url' : 'text'}
      spellCheck={false}
    />
  );
}

function useSettingWords(
  { name, about, required, secret, example, default: usually }: Answers['Setting'],
  value: string,
) {
  const { t } = useTranslation();
  const word = useWords();
  const known = word('settingName', name);
  const told = word('setting', name);
  const hints = [
    told === name ? about : told,
    usually !== undefined && t('systems.usually', { value: usually }),
    example !== undefined && !secret && t('systems.example', { example }),
    secret && value === MASK && t('systems.secretKept'),
  ].filter((hint) => typeof hint === 'string');
  return {
    label: required ? known : `${known} (${t('systems.optional')})`,
    description: hints.map((hint) => hint.replace(/[.]$/, '')).join('. ') + '.',
  };
}
