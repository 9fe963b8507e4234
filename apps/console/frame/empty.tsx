import type { ReactNode } from 'react';
import { Stack, Text, ThemeIcon } from '@mantine/core';
import { IconInbox, type Icon } from '@tabler/icons-react';

interface EmptyProps {
  readonly title: string;
  readonly about?: string | undefined;
  readonly icon?: Icon;
  /** What to do next. */
  readonly children?: ReactNode;
}

/** What stands where there is nothing to show. */
export function Empty({ title, about, icon: Sign = IconInbox, children }: EmptyProps) {
  return (
    <Stack align="center" gap={6} py={36} px="md" ta="center">
      <ThemeIcon variant="default" size={44} radius="xl" aria-hidden>
        <Sign size={22} stroke={1.6} />
      </ThemeIcon>
      <Text fw={600}>{title}</Text>
      {about !== undefined && (
        <Text size="sm" c="dimmed" maw={460}>
          {about}
        </Text>
      )}
      {children}
    </Stack>
  );
}
