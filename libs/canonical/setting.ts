/** Why a value was refused; a return value, so that all faults can be told at once. */
export class Refusal {
  constructor(readonly rule: string) {}
}

/** One declared setting. `read` takes a raw value (a string is coerced; undefined, null and '' mean absent). */
export interface Setting<Value> {
  readonly kind: string;
  readonly about: string;
  readonly required: boolean;
  readonly secret: boolean;
  readonly rule: string;
  readonly default?: Value;
  readonly example?: string;
  read(raw: unknown): Value | Refusal;
}

/** What every setting declares: without `default` and `optional` it must be given. */
export interface SettingOptions<Value> {
  about: string;
  example?: string;
  default?: Value;
  optional?: boolean;
}

/** Options of a setting that may be absent: its value is then undefined. */
type Optional = { optional: true; default?: undefined };
type TextOptions = SettingOptions<string> & { pattern?: RegExp; rule?: string };
type NumberOptions = SettingOptions<number> & { min?: number; max?: number; whole?: boolean };

/** A text; `pattern` restricts it, and `rule` then says in words what the pattern means. */
export function text(options: TextOptions & Optional): Setting<string | undefined>;
export function text(options: TextOptions): Setting<string>;
export function text(options: TextOptions): Setting<string | undefined> {
  const rule = options.rule ?? (options.pattern ? `must match ${options.pattern.source}` : 'must be a text');
  return setting('text', rule, options, (raw) =>
    typeof raw === 'string' && (options.pattern?.test(raw) ?? true) ? raw : undefined,
  );
}

/** A text that is never shown, logged nor named in a fault. */
export function secret(options: TextOptions & Optional): Setting<string | undefined>;
export function secret(options: TextOptions): Setting<string>;
export function secret(options: TextOptions): Setting<string | undefined> {
  return { ...text(options), kind: 'secret', secret: true };
}

/**
 * The http or https address of a system, without credentials in it. A secret is kept for the address it was given with:
 * whoever changes the address gives it again.
 */
export function address(options: SettingOptions<string>): Setting<string> {
  const rule = 'must be an http or https address, without a name and password in it';
  return setting('address', rule, options, (raw) => {
    const url = typeof raw === 'string' ? URL.parse(raw) : null;
    const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
    return isWeb && url.username === '' && url.password === '' ? (raw as string) : undefined;
  }) as Setting<string>;
}

/** A finite number from `min` to `max`, both included; `whole` refuses fractions. */
export function number(options: NumberOptions & Optional): Setting<number | undefined>;
export function number(options: NumberOptions): Setting<number>;
export function number(options: NumberOptions): Setting<number | undefined> {
  const { min = -Infinity, max = Infinity, whole = false } = options;
  const bounds = [min > -Infinity ? `from ${min}` : '', max < Infinity ? `to ${max}` : ''].filter(Boolean);
  return setting('number', ['must be a', whole ? 'whole number' : 'number', ...bounds].join(' '), options, (raw) => {
    const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
    const fits = typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max;
    return fits && (!whole || Number.isInteger(value)) ? value : undefined;
  });
}

const FLAGS = new Map<unknown, boolean>([
  [true, true], ['true', true], ['1', true], ['yes', true], ['on', true],
  [false, false], ['false', false], ['0', false], ['no', false], ['off', false],
]); // prettier-ignore

/** Yes or no: true, false and their usual spellings. */
export function flag(options: SettingOptions<boolean> & Optional): Setting<boolean | undefined>;
export function flag(options: SettingOptions<boolean>): Setting<boolean>;
export function flag(options: SettingOptions<boolean>): Setting<boolean | undefined> {
  return setting('flag', 'must be true or false', options, (raw) =>
    FLAGS.get(typeof raw === 'string' ? raw.toLowerCase() : raw),
  );
}

/** One of the given words. */
export function choice<const Word extends string>(
  words: readonly Word[],
  options: SettingOptions<NoInfer<Word>>,
): Setting<Word> {
  const read = (raw: unknown): Word | undefined => words.find((word) => word === raw);
  return setting('choice', `must be one of ${words.join(', ')}`, options, read) as Setting<Word>;
}

/** Several texts: an array, or one text with commas. Never an empty list. */
export function list(options: SettingOptions<readonly string[]>): Setting<readonly string[]> {
  const read = (raw: unknown): readonly string[] | undefined => {
    const parts: unknown = typeof raw === 'string' ? raw.split(',').map((part) => part.trim()) : raw;
    return Array.isArray(parts) && parts.length > 0 && parts.every(isWord) ? parts : undefined;
  };
  return setting('list', 'must be texts separated by commas', options, read) as Setting<readonly string[]>;
}

function isWord(part: unknown): part is string {
  return typeof part === 'string' && part !== '';
}

function setting<Value>(
  kind: string,
  rule: string,
  { about, example, optional = false, default: fallback }: SettingOptions<Value>,
  convert: (raw: unknown) => Value | undefined,
): Setting<Value | undefined> {
  const required = !optional && fallback === undefined;
  return {
    kind, about, required, secret: false, rule, default: fallback, example,
    read(raw) {
      if (raw === undefined || raw === null || raw === '') return required ? new Refusal('is missing; it ' + rule) : fallback;
      const value = convert(raw);
      return value === undefined ? new Refusal(rule) : value;
    },
  }; // prettier-ignore
}
