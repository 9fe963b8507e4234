import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '@lienthong/texts';
import { language } from './language';

const NAMES: Record<Language, readonly [short: string, whole: string]> = {
  vi: ['VI', 'Tiếng Việt'],
  en: ['EN', 'English'],
};

/** Switches between Vietnamese and English; each is named in itself. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('frame.language')}
      value={language.language}
      onChange={(value) => language.choose(value)}
      data={LANGUAGES.map((value) => ({
        value,
        label: (
          <span lang={value}>
            <span aria-hidden>{NAMES[value][0]}</span>
            <span className="lt-unseen">{NAMES[value][1]}</span>
          </span>
        ),
      }))}
    />
  );
}
