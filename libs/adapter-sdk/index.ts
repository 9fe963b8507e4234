export * from './adapter';
export * from './discovery';
export * from './node';
export { identity, type IdentityField } from './identity';
export * from './format';
export * from './source';
export * from './link';
export { xml, type XmlOptions } from './formats/xml';
export { csv, type CsvOptions } from './formats/csv';
export { dbf, type DbfOptions } from './formats/dbf';
export { json, type JsonOptions } from './formats/json';
export { ndjson, ndjsonItem } from './formats/ndjson';
export { xlsx, type XlsxOptions } from './formats/xlsx';
export { rest, restSettings } from './sources/rest';
export type { RestOptions } from './sources/rest-options';
export { row, type RowOptions } from './formats/row-format';
export { sql, sqlSettings } from './sources/sql';
export type { SqlOptions } from './sources/sql-options';
export { parts, partsOf, type Part, type PartsFormat, type PartsOptions } from './formats/parts';
export { push, pushSettings } from './sources/push';
export { LineAnswers, LINE_BYTES, type PushedLine, type TakenItem } from './line-answers';
export { files, fileSettings } from './sources/files';
export type { FilesOptions } from './sources/files-options';
export { fileOrder } from './sources/file-order';
export { readManifest, type LoadMapping, type MappingPlace } from './manifest/manifest';
export type { ManifestFormat } from './manifest/format-of';
export { ManifestFault, type ManifestPlace } from './manifest/manifest-fault';
export * from './mapping/outcome';
export { dossier, type DossierShape, type DropRule, type Mapping, type MappingOptions } from './mapping/mapping';
export { compile, type About, type Normalise } from './mapping/compile';
export {
  diffMappings,
  type FieldDifference,
  type GivenItem,
  type MappingDifferences,
  type OutcomeDifference,
} from './mapping/diff';
export { mapper, type ItemBytes, type Mapper, type OutsideMapper } from './mapping/mapper';
export { refuse, type OriginRow, type Refused, type Rule } from './mapping/field';
export { each, given, type Shape } from './mapping/shape';
export { text } from './mapping/text';
export { code, status, type StatusOptions } from './mapping/code';
export { day, moment, type MomentOptions } from './mapping/moment';
export { name, personalId, phones, vnd, type PersonalIdOptions } from './mapping/vietnamese';
export { unit, type UnitOptions } from './mapping/unit';
export { amount, type AmountOptions } from './mapping/amount';
export { constant, custom } from './mapping/constant';
export { keyFrom, keyId } from './mapping/entry-key';
export type { Scalar, ScalarOptions } from './mapping/scalar';
