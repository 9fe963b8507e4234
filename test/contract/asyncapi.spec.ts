import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromFile, Parser, type SchemaParser } from '@asyncapi/parser';
import { Ajv2020 } from 'ajv/dist/2020';
import { dossierId, packSequence } from '@lienthong/canonical';

const CONTRACTS = join(__dirname, '..', '..', 'contracts');

/** The parser knows JSON Schema up to draft 7 only; ours is 2020-12. */
const jsonSchema: SchemaParser = {
  getMimeTypes: () => ['application/schema+json;version=draft-2020-12'],
  parse: ({ data }) => data as object,
  validate: ({ data }) => {
    new Ajv2020({ strict: false, validateFormats: false }).compile(structuredClone(data as object));
    return [];
  },
};

const parser = new Parser({ schemaParsers: [jsonSchema] });
const severe = (diagnostics: readonly { severity: number; message: string }[]): string[] =>
  diagnostics.filter(({ severity }) => severity === 0).map(({ message }) => message);

describe('asyncapi.yaml', () => {
  it('is valid AsyncAPI 3.0 with every contract it names', async () => {
    const { document, diagnostics } = await fromFile(parser, join(CONTRACTS, 'asyncapi.yaml')).parse();
    expect(severe(diagnostics)).toEqual([]);
    const channels = document!.channels().all();
    expect(channels.map((channel) => channel.address())).toEqual(['records.v1', 'dossiers.v1']);
    const messages = channels.flatMap((channel) =>
      channel
        .messages()
        .all()
        .map((message) => message.name()),
    );
    expect(messages).toEqual(['record', 'dossier', 'parked', 'dropped']);
    const required = document!.channels().get('dossiers')!.messages().get('dossier')!.headers()!.required();
    expect(required).toEqual(expect.arrayContaining(['ce_sequence', 'ce_recordoffset']));
  });

  it('is refused by the same check when a channel names a message that is not there', async () => {
    const broken = readFileSync(join(CONTRACTS, 'asyncapi.yaml'), 'utf8').replace('/messages/record', '/messages/gone');
    const { diagnostics } = await parser.parse(broken, { source: join(CONTRACTS, 'asyncapi.yaml') });
    expect(severe(diagnostics)).not.toEqual([]);
  });

  it('describes the sequence and the key as they are made', async () => {
    const { document } = await fromFile(parser, join(CONTRACTS, 'asyncapi.yaml')).parse();
    const headers = document!.channels().get('records')!.messages().get('record')!.headers()!.json();
    const isHeaders = new Ajv2020({ strict: false, validateFormats: false }).compile(
      structuredClone(headers) as object,
    );
    const message = {
      ce_specversion: '1.0', ce_id: '1', ce_type: 'record', ce_source: '/systems/gia-lam-onestop',
      ce_subject: dossierId('gia-lam-onestop', '2013/17'), ce_time: '2026-11-23T08:00:00.000+07:00',
      ce_sequence: packSequence({ leaseEpoch: 1, readSeq: 2 }), ce_page: '1-2', 'content-type': 'application/json',
    }; // prettier-ignore
    expect(isHeaders(message)).toBe(true);
    expect(isHeaders({ ...message, ce_sequence: '12' })).toBe(false);
  });
});
