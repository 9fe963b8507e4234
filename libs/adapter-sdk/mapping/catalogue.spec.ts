import * as sdk from '../index';
import { CATALOGUE, FIELDS, outcomeOf } from './catalogue';

/** What the package offers besides fields. */
const OTHERS = [
  'defineAdapter', 'discoverAdapters', 'isNode', 'identity', 'Malformed', 'Link', 'xml', 'json', 'ndjson', 'ndjsonItem', 'placed', 'readManifest', 'ManifestFault', 'rest', 'restSettings', 'push', 'pushSettings', 'files',
  'fileSettings', 'fileOrder', 'masked', 'dossier', 'compile', 'mapper', 'mapperOf', 'diffMappings', 'csv', 'dbf', 'xlsx', 'parts', 'partsOf', 'AskedToWait', 'row', 'sql', 'changedOf', 'sqlSettings', 'LineAnswers', 'LINE_BYTES', 'refuse',
]; // prettier-ignore

describe('the catalogue of fields', () => {
  it('holds every field that the package offers, and nothing else', () => {
    expect(Object.keys(sdk).filter((name) => !OTHERS.includes(name)).sort()).toEqual(Object.keys(FIELDS).sort()); // prettier-ignore
  });

  it.each(Object.entries(CATALOGUE).flatMap(([name, { examples }]) => examples.map((one) => [name, one.written, one] as const)))(
    '%s: %s is written with that field',
    (name, written) => expect(written.startsWith(`${name}(`)).toBe(true),
  ); // prettier-ignore
});

describe(outcomeOf.name, () => {
  it('tells a value, its findings, and why a record is parked', () => {
    expect(outcomeOf(FIELDS.text('a'), { a: 'x' })).toEqual({ value: 'x' });
    expect(outcomeOf(FIELDS.text('a').orFinding(), {})).toEqual({ value: undefined, findings: ['MISSING'] });
    expect(outcomeOf(FIELDS.text('a'), {})).toEqual({
      parked: 'MISSING',
      rule: 'the field is required',
      suggestion: 'say optional() where the software may leave it out',
    });
  });
});
