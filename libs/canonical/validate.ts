import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import certificateSchema from '../../contracts/adapter-certificate.v1.schema.json';
import manifestSchema from '../../contracts/adapter-manifest.v1.schema.json';
import recordSchema from '../../contracts/record.v1.schema.json';
import { dossierContract, strict, withoutPersonal, type Schema } from './contract-schema';
import { Fault } from './errors';

/** A rule a document breaks. It never holds the value: `found` is only its kind, such as `text` or `missing`. */
export interface Violation {
  /** JSON Pointer of the place. */
  pointer: string;
  rule: string;
  found: string;
  /** What could stand there, where the contract lists it. */
  known?: readonly string[];
}

/** A check that is compiled once: quick for what is right, complete for what is not. */
type Check = (document: unknown) => Violation[];

// Formats only explain here: the patterns of the contract say the same, in full and at a fraction of the cost.
const OPTIONS = {
  strictTypes: false,
  strictRequired: false,
  validateFormats: false,
  keywords: ['x-class', 'x-version'],
};

/** Keywords whose error only says that an inner one failed. */
const OUTER = new Set(['if', 'propertyNames']);

const checkDossier = check(dossierContract);
const checkWritable = check(strict(dossierContract));
const checkPublishable = check(strict(withoutPersonal(dossierContract)));
const checkRecord = check(recordSchema);
const checkWritableRecord = check(strict(recordSchema));
const checkManifest = check(manifestSchema);
const checkCertificate = check(certificateSchema);

/** What is wrong with a dossier that was read; fields the contract does not know are let through. Empty: nothing. */
export function validateDossier(document: unknown): Violation[] {
  return checkDossier(document);
}

/** Compiles the check that a plain dossier keeps another release of the contract, held strictly. */
export function checkUnder(contract: object): (plain: unknown) => Violation[] {
  return check(strict(contract as Schema));
}

/** What is wrong with a record that was read; fields the contract does not know are let through. Empty: nothing. */
export function validateRecord(record: unknown): Violation[] {
  return checkRecord(record);
}

/** What is wrong with an adapter that is written as data (contracts/adapter-manifest.v1). Empty: nothing. */
export function validateManifest(manifest: unknown): Violation[] {
  return checkManifest(manifest);
}

/** What is wrong with the certificate of an adapter (contracts/adapter-certificate.v1). Empty: nothing. */
export function validateCertificate(certificate: unknown): Violation[] {
  return checkCertificate(certificate);
}

/**
 * Checks a plain dossier before it is split and written: a field the contract does not know is refused.
 *
 * @throws Fault LT-CONTRACT-1 naming pointers and rules, never values
 */
export function assertWritable(plain: unknown): void {
  raise('dossier.v1', checkWritable(plain));
}

/**
 * Checks a dossier as it is published: strict, and with no personal value outside `personal`.
 *
 * @throws Fault LT-CONTRACT-1 naming pointers and rules, never values
 */
export function assertPublishable(document: unknown): void {
  raise('dossier.v1 as published', checkPublishable(document));
}

/**
 * Checks a record before it is written: a field the contract does not know is refused.
 *
 * @throws Fault LT-CONTRACT-1 naming pointers and rules, never values
 */
export function assertWritableRecord(record: unknown): void {
  raise('record.v1', checkWritableRecord(record));
}

function check(schema: object): Check {
  const isRight = compile(schema, {});
  let full: ValidateFunction | undefined;
  return (document) => {
    if (isRight(document)) return [];
    full ??= compile(schema, { allErrors: true, verbose: true });
    full(document);
    return (full.errors ?? []).filter(({ keyword }) => !OUTER.has(keyword)).map(violation);
  };
}

function compile(schema: object, options: object): ValidateFunction {
  return new Ajv2020({ ...OPTIONS, ...options }).compile(schema);
}

function violation(error: ErrorObject): Violation {
  const { keyword, instancePath, params, message, parentSchema, data, propertyName } = error;
  const { missingProperty, additionalProperty, allowedValues } = params as Params;
  const name = missingProperty ?? additionalProperty ?? propertyName;
  const pointer =
    name === undefined ? instancePath : `${instancePath}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const { description, properties = {} } = (parentSchema ?? {}) as Schema;
  if (missingProperty !== undefined) return { pointer, rule: 'is required', found: 'missing' };
  if (additionalProperty !== undefined)
    return { pointer, rule: 'is not a field of the contract', found: 'unknown field', known: Object.keys(properties) };
  if (propertyName !== undefined && allowedValues)
    return { pointer, rule: 'is not a field of the contract', found: 'unknown field', known: allowedValues };
  if (keyword === 'false schema')
    return { pointer, rule: 'is personal and belongs into `personal`', found: kindOf(data) };
  const rule = keyword === 'pattern' && description !== undefined ? description : (message ?? keyword);
  return { pointer, rule, found: kindOf(data), ...(allowedValues && { known: allowedValues }) };
}

interface Params {
  missingProperty?: string;
  additionalProperty?: string;
  allowedValues?: string[];
}

function kindOf(value: unknown): string {
  if (typeof value === 'string') return value === '' ? 'empty text' : 'text';
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}

function raise(contract: string, violations: readonly Violation[]): void {
  if (violations.length === 0) return;
  const told = violations.map(({ pointer, rule, found }) => `${pointer || 'the document'}: ${rule} (${found})`);
  throw new Fault('LT-CONTRACT-1', `Not a valid ${contract}: ${told.join('; ')}`);
}
