import { Fault, membersOf } from '@lienthong/canonical';
import { amount, type AmountOptions } from '../mapping/amount';
import { code, status, type StatusOptions } from '../mapping/code';
import { constant } from '../mapping/constant';
import { keyFrom, keyId } from '../mapping/entry-key';
import { day, moment, type MomentOptions } from '../mapping/moment';
import type { Rule } from '../mapping/field';
import type { Scalar, ScalarOptions } from '../mapping/scalar';
import { each, given, type Shape } from '../mapping/shape';
import { text } from '../mapping/text';
import { unit, type UnitOptions } from '../mapping/unit';
import { name, personalId, phones, vnd, type PersonalIdOptions } from '../mapping/vietnamese';
import { stepsOf } from '../path';
import type { WrittenFault } from './written-places';

/** A field as it is written: `{ $moment: ngayNhan, formats: dd/MM/yyyy }`. Its members were held against the contract. */
type Written = Readonly<Record<string, unknown>>;
/** Any field's own options: the contract has said which may stand where. */
type Options = ScalarOptions & StatusOptions & MomentOptions & AmountOptions & PersonalIdOptions & UnitOptions & Table;
type Table = { readonly table: Readonly<Record<string, never>>; readonly formats: string | readonly string[] };
type Make = (path: string, options: Options) => Scalar;

/** Fields that read one value. */
const SCALARS: Readonly<Record<string, Make>> = {
  $text: text,
  $name: name,
  $code: (path, { table, ...options }) => code(path, table, options),
  $status: (path, { table, ...options }) => status(path, table, options),
  $moment: (path, { formats, ...options }) => moment(path, formats, options),
  $day: (path, { formats, ...options }) => day(path, formats, options),
  $amount: amount,
  $vnd: vnd,
  $personalId: personalId,
  $phones: phones,
  $unit: unit,
};
/** Members that hold paths, whatever the field. */
const PATHS = ['label', 'national', 'name'];
/** Members that hold an object with a path. */
const WITHIN = ['sex', 'born', 'on'];

/** Builds the shape of a dossier from data; what is wrong is collected, so that all of it can be told at once. */
export class WrittenShape {
  readonly faults: WrittenFault[] = [];

  /**
   * @param pointer where the data stands in the file
   * @param field where it goes in a dossier, `*` for the entries of a set
   */
  shape(data: unknown, pointer: string, field: string): Shape {
    if (Array.isArray(data))
      return data.map((part: unknown, index) =>
        this.shape(part, `${pointer}/${index}`, isEach(part) ? field : `${field}/*`),
      );
    const written = data as Written;
    const kind = Object.keys(written).find((name) => name.startsWith('$'));
    if (kind !== undefined) return this.field(kind, written, pointer, field);
    return Object.fromEntries(
      Object.entries(written).map(([member, part]) => {
        this.known(member, `${pointer}/${member}`, field);
        return [member, this.shape(part, `${pointer}/${member}`, `${field}/${member}`)];
      }),
    );
  }

  private field(kind: string, written: Written, pointer: string, field: string): Rule {
    try {
      this.paths(kind, written, pointer);
      return this.rule(kind, written, pointer, field);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.faults.push({ pointer, rule: error.message });
      return constant('');
    }
  }

  private rule(kind: string, written: Written, pointer: string, field: string): Rule {
    const { [kind]: first, optional, orFinding, entry, part, ...options } = written;
    const scalar = SCALARS[kind];
    if (scalar) return loosened(scalar(first as string, options as unknown as Options), optional, orFinding);
    if (kind === '$each') return each(first as string, this.shape(entry, `${pointer}/entry`, `${field}/*`));
    if (kind === '$given') return given(first as string, this.shape(part, `${pointer}/part`, field), options);
    if (kind === '$keyId') return keyId(first as string);
    if (kind === '$keyFrom') return keyFrom(...(first as Parameters<typeof keyFrom>));
    return constant(first as string);
  }

  private known(member: string, pointer: string, field: string): void {
    const members = membersOf(field) ?? [];
    if (members.includes(member) || membersOf(field) === undefined) return;
    const rule = `a dossier has no ${field}/${member}`;
    this.faults.push({ pointer, rule, known: members });
  }

  /** @throws Fault LT-ADAPTER-4 for the first path that is none */
  private paths(kind: string, written: Written, pointer: string): void {
    if (kind === '$constant') return;
    for (const name of [kind, ...PATHS])
      for (const one of [written[name]].flat()) if (typeof one === 'string') stepsOf(one);
    for (const name of WITHIN) if (written[name] !== undefined) this.paths('path', written[name] as Written, pointer);
  }
}

function isEach(part: unknown): boolean {
  return typeof part === 'object' && part !== null && '$each' in part;
}

function loosened(rule: Scalar, optional: unknown, severity: unknown): Rule {
  const field = optional === true ? rule.optional() : rule;
  return severity === undefined ? field : field.orFinding(severity as Parameters<Scalar['orFinding']>[0]);
}
