import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import {
  consoleEn,
  consoleVi,
  dossierTextsEn,
  dossierTextsVi,
  LANGUAGES,
  wordsEn,
  wordsVi,
  type Language,
} from '@lienthong/texts';

const KEY = 'lienthong.language';

/** The texts of one language, by what they are for. */
const TEXTS = {
  en: { console: consoleEn, dossiers: dossierTextsEn, words: wordsEn },
  vi: { console: consoleVi, dossiers: dossierTextsVi, words: wordsVi },
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'console';
    resources: (typeof TEXTS)['en'];
  }
}

/** The language of the console: what somebody chose, else the first of the browser that we speak, else Vietnamese. */
export const language = {
  get language(): Language {
    return LANGUAGES.find((known) => known === i18next.language) ?? 'vi';
  },
  choose(next: Language): void {
    localStorage.setItem(KEY, next);
    void i18next.changeLanguage(next);
  },
};

function preferred(): Language {
  const wanted = [localStorage.getItem(KEY) ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.flatMap((tag) => LANGUAGES.filter((known) => known === tag))[0] ?? 'vi';
}

/** Makes the texts ready, and keeps the language of the page that of its texts. */
export async function startLanguage(): Promise<void> {
  i18next.on('languageChanged', (tag) => {
    document.documentElement.lang = tag;
  });
  await i18next.use(initReactI18next).init({
    lng: preferred(),
    fallbackLng: false,
    defaultNS: 'console',
    ns: ['console', 'dossiers', 'words'],
    resources: TEXTS,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}
