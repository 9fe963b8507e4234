import { Fault } from './errors';
import { Refusal, Setting } from './setting';

/** Named settings; the type of the parsed values follows from it. */
export type SettingsShape = Record<string, Setting<unknown>>;

/** The values a shape parses to. */
export type SettingsValues<Shape extends SettingsShape> = {
  [Name in keyof Shape]: Shape[Name] extends Setting<infer Value> ? Value : never;
};

/** One row of the reference page or of a form. */
export interface SettingRow {
  name: string;
  kind: string;
  about: string;
  required: boolean;
  secret: boolean;
  default?: string;
  example?: string;
  rule: string;
}

/** A self-documenting set of settings: it parses, describes and masks from one declaration. */
export interface SettingsSpec<Shape extends SettingsShape = SettingsShape> {
  readonly shape: Shape;
  /** Typed values; every missing, unknown or refused setting is named in ONE fault LT-CONFIG-1. `place` opens its message. */
  parse(raw: Record<string, unknown>, place?: string): SettingsValues<Shape>;
  /** Rows in the order of declaration. */
  describe(): SettingRow[];
  /** The values for logs and screens: a secret that is set is shown as `***`. */
  mask(values: Record<string, unknown>): Record<string, unknown>;
}

/** What replaces a secret wherever settings are shown. */
export const MASK = '***';

/** Declares settings. Used alike by the platform's configuration and by adapters. */
export function defineSettings<Shape extends SettingsShape>(shape: Shape): SettingsSpec<Shape> {
  const entries = Object.entries(shape);
  return {
    shape,
    parse(raw, place = 'Settings') {
      const faulty = Object.keys(raw)
        .filter((name) => !Object.hasOwn(shape, name))
        .map((name) => `${name}: is not a setting here; known are ${Object.keys(shape).join(', ') || 'none'}`);
      const values: Record<string, unknown> = {};
      for (const [name, setting] of entries) {
        const value = setting.read(raw[name]);
        if (value instanceof Refusal) faulty.push(`${name}: ${value.rule}${hint(setting)}`);
        else values[name] = value;
      }
      if (faulty.length > 0) throw new Fault('LT-CONFIG-1', `${place}: ${faulty.join('; ')}.`);
      return values as SettingsValues<Shape>;
    },
    describe: () => entries.map(([name, setting]) => describe(name, setting)),
    mask: (values) =>
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => {
          const hide = shape[name]?.secret === true && value !== undefined && value !== '';
          return [name, hide ? MASK : value];
        }),
      ),
  };
}

function hint(setting: Setting<unknown>): string {
  return setting.example === undefined ? '' : ` (for example ${setting.example})`;
}

function describe(
  name: string,
  { kind, about, required, secret, rule, default: fallback, example }: Setting<unknown>,
): SettingRow {
  const shown =
    fallback === undefined
      ? {}
      : {
          default: secret
            ? MASK
            : Array.isArray(fallback)
              ? fallback.join(',')
              : `${fallback as string | number | boolean}`,
        };
  return { name, kind, about, required, secret, rule, ...shown, ...(example === undefined ? {} : { example }) };
}
