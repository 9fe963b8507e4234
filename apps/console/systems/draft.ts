import type { TFunction } from 'i18next';
import type { Answers } from '../api/client';

type Setting = Answers['Setting'];

/** A system as a form holds it: texts, which become what the API takes when it is sent. */
export interface Draft {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly adapter: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** How the API shows a secret that is stored, and what keeps it. */
export const MASK = '***';

const CODE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** The form of a system that is stored, or of a new one. */
export function draftOf(system: Answers['System'] | undefined): Draft {
  const settings = Object.entries(system?.settings ?? {}).map(([name, value]) => [name, String(value)]);
  return {
    code: system?.code ?? '',
    name: system?.name ?? '',
    unit: system?.unit ?? '',
    adapter: system?.adapter ?? '',
    settings: Object.fromEntries(settings) as Record<string, string>,
  };
}

/** Settings in a request: the contract leaves them to the adapter, so that no type knows their names. */
export type SentSettings = Record<string, never>;

/** The settings as the API takes them: what is empty is left out. */
export function settingsOf(draft: Draft, spec: readonly Setting[]): SentSettings {
  const given = spec.flatMap(({ name, kind }): [string, unknown][] => {
    const value = draft.settings[name]?.trim() ?? '';
    return value === '' ? [] : [[name, typed(kind, value)]];
  });
  return Object.fromEntries(given) as SentSettings;
}

function typed(kind: string, value: string): unknown {
  if (kind === 'number') return Number(value);
  return kind === 'flag' ? value === 'true' : value;
}

/** What is wrong with a form, by the path of the field. The gateway has the last word. */
export function faultsOf(draft: Draft, spec: readonly Setting[], t: TFunction): Record<string, string> {
  const faults: Record<string, string> = {};
  if (draft.name.trim() === '') faults['name'] = t('systems.required');
  if (!CODE.test(draft.code)) faults['code'] = draft.code === '' ? t('systems.required') : t('systems.badCode');
  if (draft.adapter === '') faults['adapter'] = t('systems.required');
  for (const setting of spec) {
    const fault = faultOf(setting, draft.settings[setting.name]?.trim() ?? '', t);
    if (fault !== undefined) faults[`settings.${setting.name}`] = fault;
  }
  return faults;
}

function faultOf({ kind, required, rule }: Setting, value: string, t: TFunction): string | undefined {
  if (value === '') return required ? t('systems.required') : undefined;
  if (kind !== 'number') return undefined;
  const { min, max, isWhole } = rangeOf(rule);
  const number = Number(value);
  if (!Number.isFinite(number)) return t('systems.badNumber');
  if (isWhole && !Number.isInteger(number)) return t('systems.badWhole');
  if (number < min) return t('systems.belowMin', { min });
  return number > max ? t('systems.aboveMax', { max }) : undefined;
}

/** The range that the rule of a number names: `must be a whole number from 1 to 500`. */
export function rangeOf(rule: string): { min: number; max: number; isWhole: boolean } {
  const min = /\bfrom (-?\d+(?:\.\d+)?)/.exec(rule)?.[1];
  const max = /\bto (-?\d+(?:\.\d+)?)/.exec(rule)?.[1];
  return {
    min: min === undefined ? -Infinity : Number(min),
    max: max === undefined ? Infinity : Number(max),
    isWhole: rule.includes('whole'),
  };
}

/** The words that the rule of a choice names: `must be one of a, b`. */
export function choicesOf(rule: string): string[] {
  return /^must be one of (.+)$/.exec(rule)?.[1]?.split(', ') ?? [];
}
