import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '../frame/words';

/** Why somebody looks at personal data; the gateway takes no other. */
export const PURPOSES = [
  'HANDLE_DOSSIER',
  'ANSWER_APPLICANT',
  'CORRECT_ERROR',
  'CLOSE_ACCOUNT_OF_DATA',
  'AUDIT',
  'COURT_ORDER',
] as const;

/** One of {@link PURPOSES}. */
export type Purpose = (typeof PURPOSES)[number];

interface PurposeFieldProps {
  readonly value: Purpose | undefined;
  readonly change: (purpose: Purpose | undefined) => void;
  readonly isMissing: boolean;
}

/** Asks for the purpose of a look. */
export function PurposeField({ value, change, isMissing }: PurposeFieldProps) {
  const { t } = useTranslation('dossiers');
  const word = useWords();
  return (
    <Select
      label={t('list.purpose')}
      data={PURPOSES.map((purpose) => ({ value: purpose, label: word('purpose', purpose) }))}
      value={value ?? null}
      onChange={(next) => change(PURPOSES.find((known) => known === next))}
      error={isMissing && value === undefined ? t('list.purposeMissing') : undefined}
      allowDeselect={false}
      withAsterisk
    />
  );
}
