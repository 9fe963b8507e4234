import { createInstance, type i18n } from 'i18next';
import { faults, type FaultCode } from '@lienthong/canonical';
import { LANGUAGES, cliEn, cliVi, faultsVi, type CliKey, type Language } from '@lienthong/texts';

/** The names in `{{…}}` of a text. */
type Place<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Place<Rest> : never;
/** What a text needs besides its key: a value for each place, nothing where it has none. */
type Values<Key extends CliKey> = [Place<(typeof cliEn)[Key]>] extends [never]
  ? []
  : [values: Record<Place<(typeof cliEn)[Key]>, string | number>];

/** Says texts in one language. */
export interface Say {
  readonly language: Language;
  <Key extends CliKey>(key: Key, ...values: Values<Key>): string;
  /** A message that is English by design, with what its code means in front where another language is spoken. */
  message(code: string | undefined, message: string): string;
}

const catalogue: i18n = createInstance();
void catalogue.init({
  initAsync: false,
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  resources: { en: { translation: cliEn }, vi: { translation: cliVi } },
});

/** The one who says texts in a language. */
export function speaker(language: Language): Say {
  const t = catalogue.getFixedT(language);
  const text = (key: string, values: Record<string, string | number> = {}): string => t(key, values);
  return Object.assign(<Key extends CliKey>(key: Key, ...[values]: Values<Key>): string => text(key, values), {
    language,
    message: (code: string | undefined, message: string) =>
      language === 'en' || !isCode(code) ? message : `${faultsVi[code].about} ${message}`,
  });
}

/** Says English, which errors and machine output are written in. */
export const english = speaker('en');

/** The language asked for, else that of the locale, else English. */
export function languageOf(asked: string | undefined, locale?: string): Language {
  const name = asked ?? /^[a-z]+/i.exec(locale ?? '')?.[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === name) ?? 'en';
}

function isCode(code: string | undefined): code is FaultCode {
  return code !== undefined && Object.hasOwn(faults, code);
}
