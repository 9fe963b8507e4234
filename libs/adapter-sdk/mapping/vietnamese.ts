/**
 * Fields for what Vietnamese software writes: names, personal numbers, telephones, dong. The rules and their sources are
 * those of libs/vietnam; here they become values, findings and refusals of a mapping.
 */
import {
  readNames,
  readPersonalId,
  readPhones,
  readVnd,
  restoreCapitals,
  timeReader,
  type KnownPerson,
} from '@lienthong/vietnam';
import { Refused } from './field';
import { taken } from './noted';
import { Scalar, type ScalarOptions } from './scalar';
import { clean } from './text';

/** Where the record tells the sex and birth of the person whose number is read. */
export interface PersonalIdOptions extends ScalarOptions {
  sex?: { path: string; male: string; female: string };
  born?: { path: string; formats: readonly string[] };
}

/**
 * A name: blanks made one, a form of address taken off with a finding. Several names in one field are kept as they are
 * written, with a finding. In TCVN3 each word gets its capital back.
 */
export function name(path: string, options: ScalarOptions = {}): Scalar {
  return new Scalar({
    kind: 'name',
    path,
    rule: 'name',
    ...options,
    convert(value, reading, place) {
      const isTcvn3 = options.charset === undefined ? reading.isTcvn3 : options.charset === 'tcvn3';
      const whole = clean(isTcvn3 ? restoreCapitals(value, 'name') : value);
      if (whole instanceof Refused) return whole;
      const written = whole.replace(/\s+/g, ' ');
      return taken(readNames(whole), reading, place, (names) => (names.length === 1 ? names[0] : written));
    },
  });
}

/** A CMND, CCCD or passport number as kind and value, held against sex and birth where the record tells them. */
export function personalId(path: string, { sex, born, ...options }: PersonalIdOptions = {}): Scalar {
  const readBorn = born && timeReader({ formats: born.formats });
  return new Scalar({
    kind: 'personalId',
    path,
    rule: ['personal number', ...[sex, born].flatMap((one) => (one ? [`held against ${one.path}`] : []))].join(', '),
    options: {
      ...(sex && { sex: { ...sex } }),
      ...(born && { born: { path: born.path, formats: [...born.formats] } }),
    },
    ...options,
    others: [{ path: sex?.path ?? path }, { path: born?.path ?? path }],
    convert(value, reading, place, [sexText, bornText]) {
      const birth = readBorn?.(bornText ?? '');
      const known: KnownPerson = {
        ...(sex && sexText === sex.male && { sex: 'MALE' }),
        ...(sex && sexText === sex.female && { sex: 'FEMALE' }),
        ...(birth && 'value' in birth && { birthYear: birth.value.year }),
      };
      return taken(readPersonalId(value, known), reading, place, ({ kind, number }) => ({ kind, value: number }));
    },
  });
}

/** The telephone numbers of a field in their form of today; a bad one beside good ones is left out with a finding. */
export function phones(path: string, options: ScalarOptions = {}): Scalar {
  return new Scalar({
    kind: 'phones',
    path,
    rule: 'telephone numbers, as dialled within the country',
    ...options,
    convert(value, reading, place) {
      const numbers = readPhones(value).map((one) => taken(one, reading, place, ({ national }) => national));
      const good = numbers.filter((number) => !(number instanceof Refused));
      const bad = numbers.find((number) => number instanceof Refused);
      if (bad === undefined) return good;
      if (good.length === 0) return bad;
      reading.findings.push({
        code: bad.cause,
        severity: 'WARNING',
        field: place.pointer,
        path: place.path,
        rule: bad.rule,
      });
      return good;
    },
  });
}

/** An amount in dong, which has no smaller coin: `10.000 đ` is 10000. */
export function vnd(path: string, options: ScalarOptions = {}): Scalar {
  return new Scalar({
    kind: 'vnd',
    path,
    rule: 'amount in dong, without places',
    ...options,
    convert: (value, reading, place) => taken(readVnd(value), reading, place),
  });
}
