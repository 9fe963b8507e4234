/** Who has to act on a fault: the person who set it up, nobody before the data is mended, or nobody at all (try again). */
export type FaultKind = 'config' | 'data' | 'transient';

/** One row of the table of faults: what happened and what the operator does about it. */
export interface FaultRow {
  kind: FaultKind;
  about: string;
  remedy: string;
}

const row = (kind: FaultKind, about: string, remedy: string): FaultRow => ({ kind, about, remedy });

/** Problems that only HTTP has; the number is the status. */
const http = {
  'LT-HTTP-400': row('data', 'What was sent breaks a rule: a member is missing, unknown, too long or of another form.', 'Correct what the detail names; the rules are in contracts/openapi.yaml.'),
  'LT-HTTP-401': row('config', 'Nobody is signed in, or the key is not valid.', 'Send a valid key as "Authorization: Bearer <key>".'),
  'LT-HTTP-403': row('config', 'The account may not do this.', 'Ask an administrator for an account of another role.'),
  'LT-HTTP-404': row('data', 'There is no such thing, or it lies outside of what the account may see.', 'Check the address; a list shows what there is.'),
  'LT-HTTP-405': row('data', 'The route exists, and not with this method.', 'See contracts/openapi.yaml for the methods of each route.'),
  'LT-HTTP-406': row('data', 'The answer cannot be given in the form that was asked for.', 'Leave the header "accept" out.'),
  'LT-HTTP-408': row('transient', 'Nothing came for too long in the middle of a body.', 'Send the lines that are not answered again.'),
  'LT-HTTP-409': row('data', 'It contradicts what is stored.', 'Follow the detail: it names what stands against it.'),
  'LT-HTTP-413': row('data', 'The request is too large, or more was asked for than one answer can hold.', 'Follow the detail: it names the limit and another way.'),
  'LT-HTTP-415': row('data', 'The body has a media type that is not read.', 'Send the media type that the route takes; contracts/openapi.yaml names it.'),
  'LT-HTTP-429': row('transient', 'Too many requests came in a short time.', 'Wait as long as the header "retry-after" says.'),
  'LT-HTTP-500': row('data', 'The gateway failed.', 'Its log names the place; report it with the time.'),
  'LT-HTTP-502': row('transient', 'A server behind the gateway answered what cannot be used.', 'Nothing to do while it is an exception.'),
  'LT-HTTP-503': row('transient', 'A server behind the gateway does not answer now, or no room is left for another stream.', 'Try again in a moment.'),
} as const satisfies Record<string, FaultRow>; // prettier-ignore

/** Faults of adapters and their mappings. */
const adapters = {
  'LT-ADAPTER-1': row('config', 'An adapter folder could not be loaded.', 'Correct the file named in the message.'),
  'LT-ADAPTER-2': row('config', 'An adapter is incomplete or contradicts itself.', 'Correct the member of the adapter named in the message.'),
  'LT-ADAPTER-3': row('config', 'A system names an adapter that is not installed.', 'Install the adapter or correct the system; the message lists those found.'),
  'LT-ADAPTER-4': row('config', 'A mapping is not valid.', 'Correct the field named in the message.'),
  'LT-ADAPTER-5': row('data', 'A page or file of a source is truncated, malformed or changed while it was read.', 'Look at the file or page named; what could be read before that place is kept.'),
  'LT-ADAPTER-6': row('config', 'An adapter.yaml is not one of the contract.', 'Correct the lines named in the message; contracts/adapter-manifest.v1.schema.json says what may stand there.'),
  'LT-ADAPTER-7': row('config', 'This machine does not let a mapping from outside be confined, so it is not run.', 'Allow user namespaces to the process (docs/guides/operate.md), or write the mapping as YAML.'),
  'LT-ADAPTER-8': row('config', 'A mapping from outside cannot be loaded.', 'Correct mapping.ts as the message says; its records wait and are replayed.'),
  'LT-ADAPTER-9': row('config', 'The certificate of an adapter does not stand for it.', 'The message names what differs: form, signature, signer, files, version or the result of a rule.'),
  'LT-ADAPTER-10': row('data', 'A recorded sample would still show a value of the system; nothing was written.', 'Record again, as the replacements are drawn anew; if the path named comes up again, report it with the path alone.'),
  'LT-ADAPTER-11': row('transient', 'The rules of an adapter from outside are being run.', 'Ask again in a moment; lienthong apply waits by itself.'),
} as const satisfies Record<string, FaultRow>; // prettier-ignore

/**
 * Every fault code of the product: `LT-<AREA>-<n>`. A number is never used again; those of the area HTTP are statuses. docs/reference/errors.md is written
 * from this table by `node libs/canonical/generate.mjs`.
 */
export const faults = {
  'LT-CONFIG-1': row(
    'config',
    'A setting is missing, unknown or has a value its rule refuses.',
    'Correct the settings named in the message; each is shown with its rule and an example.',
  ),
  'LT-CONFIG-2': row(
    'config',
    'A program that is needed was not found (Java, PostgreSQL).',
    'Install it, or set KAFKA_BROKERS or DATABASE_URL to use one that already runs.',
  ),
  'LT-CONFIG-3': row(
    'config',
    'Two settings contradict each other, or a command is not allowed on this installation.',
    'Follow the message: it names both settings.',
  ),
  'LT-EMBEDDED-1': row(
    'config',
    'The embedded Apache Kafka needs Java 17 or newer, and none was found.',
    'Install Java (the message says how), or set KAFKA_BROKERS to a Kafka that already runs.',
  ),
  'LT-EMBEDDED-2': row(
    'config',
    "Apache Maven was not found; it is needed once, to fetch Kafka's jars.",
    'Install Maven (the message says how), or set KAFKA_BROKERS to a Kafka that already runs.',
  ),
  'LT-EMBEDDED-3': row(
    'config',
    "Kafka's jars could not be fetched or are damaged.",
    "Read Maven's lines in the message: mostly the network or a mirror setting. Damaged jars: delete the folder named.",
  ),
  'LT-EMBEDDED-4': row(
    'config',
    'Another process uses the same data folder.',
    'Stop the process whose number the message names, or choose another data folder.',
  ),
  'LT-EMBEDDED-5': row(
    'config',
    'The data folder cannot be written, belongs to another user, is damaged, or the disk is full.',
    'Free space, or correct the owner of the folder named in the message.',
  ),
  'LT-EMBEDDED-6': row(
    'config',
    'A port that was asked for is taken by another program.',
    'Stop that program, or let a free port be chosen.',
  ),
  'LT-EMBEDDED-7': row(
    'config',
    'The embedded Kafka or PostgreSQL stopped or was not ready in time while it started.',
    'The message ends with its last lines and names its log file.',
  ),
  'LT-EMBEDDED-8': row(
    'config',
    'The PostgreSQL programs for this computer are missing, or cannot be run by the user they need.',
    'Run `npm ci` again on this computer, follow the message, or set DATABASE_URL to a PostgreSQL that already runs.',
  ),
  'LT-KAFKA-1': row(
    'transient',
    'Kafka cannot be reached or did not answer in time.',
    'Check KAFKA_BROKERS and the network; the role goes on by itself once Kafka answers.',
  ),
  'LT-KAFKA-2': row(
    'config',
    'A topic has other settings than the product needs (partitions, retention, timestamps).',
    'Correct the topic as the message says; the number of partitions cannot be changed later.',
  ),
  'LT-KAFKA-3': row(
    'transient',
    'A message could not be sent; the producer was closed so that order is kept.',
    'Nothing is lost: the sender starts again from its last saved place.',
  ),
  'LT-KAFKA-4': row(
    'data',
    'A message is larger than the broker accepts.',
    'Look at the dossier named in the message; the source sends more than one dossier as one.',
  ),
  'LT-LOG-1': row(
    'config',
    'Kafka is another cluster than the one the database remembers: the log was replaced.',
    'Restore the log, point KAFKA_BROKERS back, or start a new generation with --adopt-log.',
  ),
  'LT-LOG-2': row(
    'config',
    'The next offset is older than the first one Kafka still has: messages were removed before they were applied.',
    'Restore the log, or start a new generation with --adopt-log and read the sources again.',
  ),
  'LT-LOG-3': row(
    'config',
    'The next offset lies beyond the end of the log: Kafka lost messages that were already applied.',
    'Restore the log, or start a new generation with --adopt-log.',
  ),
  'LT-LOG-4': row(
    'data',
    'A message of the log is not what the contract says.',
    'Look at the message at the coordinate given; the writer of that topic is at fault.',
  ),
  'LT-DB-1': row(
    'transient',
    'PostgreSQL cannot be reached, is shutting down, or has run out of room.',
    'Check DATABASE_URL and free space; the role pauses and goes on by itself.',
  ),
  'LT-DB-2': row(
    'config',
    'The database has another schema version than this program.',
    'Run the migrations of this version (`lienthong migrate`), or start the version that fits.',
  ),
  'LT-DB-3': row(
    'data',
    'PostgreSQL refused a value; the record was set aside.',
    'See the parked record; the message names the rule.',
  ),
  'LT-DB-4': row(
    'transient',
    'A lease was lost to another process.',
    'Nothing to do: the other process carries on from the saved place.',
  ),
  ...adapters,
  'LT-LINK-1': row(
    'transient',
    'A system did not answer before the deadline.',
    'Nothing to do while it is an exception; look at the line to the system when it repeats.',
  ),
  'LT-LINK-2': row(
    'transient',
    'The link to a system is open after repeated failures; it is tried again by itself.',
    'Look at the last failure of the link.',
  ),
  'LT-LINK-3': row('transient', 'A system refused or broke the connection.', 'Look at the system and the line to it.'),
  'LT-LINK-4': row('config', 'A system refuses our credentials or our request.', "Correct the system's settings."),
  'LT-KEY-1': row(
    'config',
    'The master key is missing, malformed or not the one that wrapped the stored keys.',
    'Set LT_MASTER_KEY to the key this installation was started with.',
  ),
  'LT-KEY-2': row(
    'data',
    'Sealed data could not be opened: it was altered, or belongs to another dossier or key.',
    'Treat it as tampering until explained; the message gives the coordinate.',
  ),
  'LT-KEY-3': row(
    'data',
    'The data key was destroyed: the person was erased.',
    'Nothing to do; the plain values are gone for good.',
  ),
  'LT-ACCESS-1': row(
    'config',
    'Personal values are shown only of demo data, until every look at them is kept in the journal.',
    'Look at a dossier of the demo city, or ask the office that holds the dossier.',
  ),
  'LT-ACCESS-2': row(
    'transient',
    'The server that signs people in does not answer, so that a sign-in cannot be checked.',
    'Try again in a moment; a key or the token of the installation works meanwhile.',
  ),
  'LT-CONTRACT-1': row(
    'data',
    'A document breaks the contract dossier.v1 or record.v1.',
    'Correct the mapping: the message names each pointer and rule, never a value.',
  ),
  'LT-CONTRACT-2': row(
    'data',
    'An identifier, sequence or coordinate is not well formed.',
    'Look at the writer of that value.',
  ),
  ...http,
} as const satisfies Record<string, FaultRow>;

/** A code of the table of faults. */
export type FaultCode = keyof typeof faults;

/** What a fault carries besides its code and message; `kind` overrides the usual kind of the code. */
export interface FaultOptions {
  kind?: FaultKind;
  cause?: unknown;
}

/**
 * The one error class. The message is for the operator: it names the place and the way out, and never holds personal
 * data or a secret. `kind` is decided where it is thrown and read by the delivery policy and the HTTP filter.
 */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly kind: FaultKind;

  constructor(code: FaultCode, message: string, options: FaultOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Fault';
    this.code = code;
    this.kind = options.kind ?? faults[code].kind;
  }
}
