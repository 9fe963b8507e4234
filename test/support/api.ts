import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { dossierId } from '@lienthong/canonical';
import { IndexKey, MasterKey, type Configuration, type Principal, type Scope } from '@lienthong/platform';
import { openDatabase, Projection, type DataSource, type ListedRow } from '@lienthong/storage';
import { compactCode } from '@lienthong/vietnam';
import request from 'supertest';
import { AccessGuard } from '../../apps/gateway/access/access-guard';
import { gatewayModule, type GatewayOptions } from '../../apps/gateway/gateway-module';
import { startPostgres, type PostgresServer } from '../../apps/standalone/embedded';
import { addReplyPlugins } from '../../libs/platform/reply-plugins';

/** The unit of the first system. */
export const UNIT: Scope = { units: ['00565'] };

/** The gateway over a database of its own, without a broker: two systems and what is listed of them. */
export class Api {
  /** What whoever asks may see; who that is, is the guard's affair and tried in its own specs. */
  scope: Scope = {};
  url = '';
  private changes = 0;
  private readonly key = new IndexKey(Buffer.alloc(32, 7));

  private constructor(
    readonly db: DataSource,
    private readonly server: PostgresServer,
    private readonly folder: string,
  ) {}

  static async start(): Promise<Api> {
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-api-'));
    chmodSync(folder, 0o755);
    const server = await startPostgres({ dataDir: folder, log: () => undefined });
    const api = new Api(await openDatabase(server.url), server, folder);
    await api.serve();
    return api;
  }

  stop = async (): Promise<void> => undefined;

  get(path: string): request.Test {
    return request(this.url).get(path);
  }

  post(path: string, body: object = {}): request.Test {
    return request(this.url).post(path).send(body);
  }

  /** A row of the list with a number; a name and a person become their tokens. */
  listed(n: number, change: Partial<ListedRow> & { name?: string; person?: string } = {}): ListedRow {
    const { name, person, ...row } = change;
    const system = change.system ?? 'gia-lam-onestop';
    const code = change.code ?? `H26.1.18-250314-${String(n).padStart(4, '0')}`;
    const { exact, folded } = this.key.nameTokens(name ?? '');
    const ids = person === undefined ? [] : [`i${this.key.idToken(person)}`];
    return {
      id: dossierId(system, String(n)), system, sequence: String(++this.changes).padStart(80, '0'), offset: n, content: `c${this.changes}`, code,
      status: 'IN_PROGRESS', procedure: '1.001193', procedureName: 'Đăng ký khai sinh', channel: 'COUNTER', receivedOn: `2026-03-${String((n % 28) + 1).padStart(2, '0')}`,
      dueAt: '2026-04-11', dueUntilMs: Date.parse('2026-04-12T00:00:00+07:00'), finishedOn: null, receiving: '00565', competent: '00565', returning: '00565',
      deleted: false, changedAtMs: Date.UTC(2026, 2, 31), tokens: [...exact.map((hex) => `e${hex}`), ...folded.map((hex) => `f${hex}`), ...ids], codes: [compactCode(code)], ...row,
    }; // prettier-ignore
  }

  async list(...rows: ListedRow[]): Promise<void> {
    await this.db.transaction(async ({ queryRunner }) => {
      const projection = new Projection(queryRunner!);
      await projection.replaceTokens([], rows.flatMap(({ id, tokens }) => tokens.map((mark) => ({ dossier: id, mark })))); // prettier-ignore
      await projection.replaceCodes([], rows.flatMap(({ id, codes }) => codes.map((mark) => ({ dossier: id, mark })))); // prettier-ignore
      await projection.save(rows);
    });
  }

  /** A dossier with a document, beside its row in the list. */
  async store(row: ListedRow, document: object): Promise<void> {
    const { id, system, sequence, offset } = row;
    await this.db.query(
      `insert into dossier (id, system, sequence, generation, partition, record_offset, outcome, raw_commitment, version_sequence, version_offset, changed_at)
       values ($1, $2, $3, 1, 0, $4, 'APPLIED', 'r', $3, $4, now())`,
      [id, system, sequence, offset],
    );
    await this.db.query(
      `insert into dossier_version (dossier, sequence, record_offset, generation, partition, system, content, deleted, timeline_entries, appended_at, document, mapping_epoch)
       values ($1, $2, $3, 1, 0, $4, 'c', false, 0, now(), convert_to($5, 'UTF8'), 1)`,
      [id, sequence, offset, system, JSON.stringify(document)],
    );
  }

  private async serve(): Promise<void> {
    const guard = {
      canActivate: (context: ExecutionContext): boolean => {
        const principal: Principal = { name: 'token', role: 'administrator', scope: this.scope, via: 'token' };
        Object.assign(context.switchToHttp().getRequest<object>(), { principal });
        return true;
      },
    };
    const configuration = { LT_LEDGER_BOUND_MS: 30_000 } as Configuration;
    const { db, key: indexKey } = this;
    const options = { configuration, db, kafka: {} as GatewayOptions['kafka'], generation: 1, masterKey: new MasterKey(Buffer.alloc(32, 1)), indexKey, token: 't' }; // prettier-ignore
    const module = await Test.createTestingModule({ imports: [await gatewayModule(options)] })
      .overrideProvider(AccessGuard)
      .useValue(guard)
      .compile();
    const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false, forceCloseConnections: true }); // prettier-ignore
    await addReplyPlugins(app);
    await app.listen(0, '127.0.0.1');
    this.url = await app.getUrl();
    this.stop = async (): Promise<void> => {
      await app.close();
      await db.destroy();
      await this.server.stop();
      rmSync(this.folder, { recursive: true, force: true });
    };
  }

  /** Two systems of two units, 27 dossiers: 26 of the first, the last of the second. */
  async fill(): Promise<void> {
    for (const [code, unit] of [
      ['gia-lam-onestop', '00565'],
      ['ba-dinh-onestop', '00004'],
    ])
      // prettier-ignore
      await this.db.query(
        `insert into system (code, name, unit, adapter, settings) values ($1, $1, $2, 'onestop-rest', '{"baseUrl":"http://127.0.0.1:1"}')`,
        [code, unit],
      );
    await this.list(
      ...Array.from({ length: 24 }, (_, n) => this.listed(n)),
      this.listed(24, { status: 'RETURNED', channel: 'ONLINE', name: 'Nguyễn Văn An', person: '001199012345' }),
      this.listed(25, { name: 'Nguyễn Văn Ân', receivedOn: '2025-01-02', procedureName: '=HYPERLINK("x")' }),
      this.listed(26, { system: 'ba-dinh-onestop', receiving: '00004', competent: '00004', returning: '00004', name: 'Nguyễn An' }),
    ); // prettier-ignore
  }
}
