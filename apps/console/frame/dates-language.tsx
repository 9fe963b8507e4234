import type { ReactNode } from 'react';
import { DatesProvider } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { language } from './language';

/** Calendars in the language of the page; the week begins on Monday. */
export function DatesLanguage({ children }: { readonly children: ReactNode }) {
  useTranslation();
  return <DatesProvider settings={{ locale: language.language, firstDayOfWeek: 1 }}>{children}</DatesProvider>;
}
