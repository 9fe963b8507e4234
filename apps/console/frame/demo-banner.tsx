import { IconFlask } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Says in both languages that what is shown is invented. */
export function DemoBanner() {
  const { t, i18n } = useTranslation();
  const other = i18n.language === 'vi' ? 'en' : 'vi';
  return (
    <aside className="lt-demo" aria-label={t('frame.demoMark')}>
      <IconFlask size={16} aria-hidden />
      <strong>
        {t('frame.demoMark')} · <span lang={other}>{i18n.getFixedT(other)('frame.demoMark')}</span>
      </strong>
      <span>{t('frame.demoAbout')}</span>
    </aside>
  );
}
