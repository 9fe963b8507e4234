/**
 * The peer's connector. It reads the very messages the registry reads, in one of two forms of a flat upsert.
 *
 * `document`: neither key nor value is parsed; the whole document goes into one text column beside its key. This is the
 * fastest form, and the one that stores all of a message.
 * `columns`: Connect's own JsonConverter parses the document by a schema it is given once (Connect 4.2 and later; no
 * schema travels in the messages), and 22 single values become columns. The timeline is left out: a sink has no place
 * for lists of objects.
 * In both, headers are passed over as bytes, since the default converter guesses at each of them.
 */
import type { PeerSettings } from './settings';

const COLUMN_TYPES: Record<string, string> = { boolean: 'boolean', int64: 'bigint', double: 'double precision' };

/** Where a connector reads and writes. */
export interface Route {
  readonly topic: string;
  readonly table: string;
  /** `postgres://user[:password]@host:port/database`. */
  readonly database: string;
}

/** The configuration as Connect's REST interface takes it. */
export function connectorOf(route: Route, settings: PeerSettings): Record<string, string> {
  const { host, pathname, username, password } = new URL(route.database);
  return {
    'connector.class': 'io.debezium.connector.jdbc.JdbcSinkConnector',
    'tasks.max': String(settings.tasks),
    topics: route.topic,
    'connection.url': `jdbc:postgresql://${host}${pathname}?reWriteBatchedInserts=${settings.rewrite}`,
    'connection.username': decodeURIComponent(username),
    'connection.password': decodeURIComponent(password),
    'insert.mode': 'upsert',
    'primary.key.mode': 'record_key',
    'schema.evolution': 'basic',
    'collection.name.format': route.table,
    'batch.size': String(settings.batch),
    'use.reduction.buffer': String(settings.reduce),
    'dialect.postgres.unnest.insert.enabled': String(settings.unnest),
    'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
    'header.converter': 'org.apache.kafka.connect.converters.ByteArrayConverter',
    'transforms.key.type': 'org.apache.kafka.connect.transforms.HoistField$Key',
    'transforms.key.field': 'id',
    ...valueForm(settings.form),
    'consumer.override.auto.offset.reset': 'earliest',
    'consumer.override.max.poll.records': String(settings.poll),
    'consumer.override.fetch.min.bytes': String(settings.fetch),
    'consumer.override.max.partition.fetch.bytes': String(4 << 20),
  };
}

/**
 * SQL that makes the table the connector would make. Left to its tasks, two of them make it at once, and the one that
 * fails waits a second.
 */
export function tableOf(table: string, form: PeerSettings['form']): string {
  const columns =
    form === 'document'
      ? ['document text']
      : leaves(documentSchema()).map(({ name, type }) => `${name} ${COLUMN_TYPES[type] ?? 'text'}`);
  return `create table if not exists ${table} (id text primary key, ${columns.join(', ')})`;
}

/** SQL that holds for a row in its state after the update of that round. */
export function updatedRow(form: PeerSettings['form'], round: number): string {
  return form === 'document' ? `document like '%"raw":"9.${round}"%'` : `status_raw = '9.${round}'`;
}

function valueForm(form: PeerSettings['form']): Record<string, string> {
  if (form === 'document') {
    return {
      'value.converter': 'org.apache.kafka.connect.storage.StringConverter',
      transforms: 'key,document',
      'transforms.document.type': 'org.apache.kafka.connect.transforms.HoistField$Value',
      'transforms.document.field': 'document',
    };
  }
  return {
    'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
    'value.converter.schemas.enable': 'true',
    'value.converter.schema.content': JSON.stringify(documentSchema()),
    transforms: 'key,flat',
    'transforms.flat.type': 'org.apache.kafka.connect.transforms.Flatten$Value',
    'transforms.flat.delimiter': '_',
  };
}

/** A schema as Connect writes it. */
interface Schema {
  readonly field?: string;
  readonly type: string;
  readonly optional?: boolean;
  readonly fields?: readonly Schema[];
}

function leaves({ fields = [] }: Schema, path = ''): { name: string; type: string }[] {
  return fields.flatMap((part) => {
    const name = `${path}${part.field ?? ''}`;
    return part.fields ? leaves(part, `${name}_`) : [{ name, type: part.type }];
  });
}

/** The document without its lists; the id is the key. */
function documentSchema(): Schema {
  const texts = (...names: string[]): Schema[] => names.map((field) => ({ field, type: 'string', optional: true }));
  const whole = (...names: string[]): Schema[] => names.map((field) => ({ field, type: 'int64', optional: true }));
  const group = (field: string, ...fields: Schema[]): Schema => ({ field, type: 'struct', optional: true, fields });
  const origin = [
    'appendedAt',
    'page',
    'rawCommitment',
    'contentCommitment',
    'mediaType',
    'charset',
    'mapping',
    'adapter',
  ];
  return {
    type: 'struct',
    fields: [
      ...texts('system'),
      { field: 'deleted', type: 'boolean', optional: true },
      group('status', ...texts('code', 'raw'), ...whole('national')),
      group('receivedAt', ...texts('at', 'precision')),
      group('origin', ...texts(...origin), ...whole('generation', 'partition', 'offset', 'mappingEpoch'), {
        field: 'confidence',
        type: 'double',
        optional: true,
      }),
      group('personal', ...texts('key', 'data')),
    ],
  };
}
