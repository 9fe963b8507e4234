import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createConnection, type Connection } from 'mysql2';
import { selectOf, type Cells, type Select } from './sql-statement';

/** An answer in place of the right one; undefined lets the right one through. */
export type SqlTrick = (connection: Connection, socket: Socket) => true | undefined;

const UTF8 = 45;
/** Of the client's abilities, all but SSL, compression and what comes after MySQL 5.7. */
const ABILITIES = 0x00_0f_f7_df & ~0x08_20;

/** A database on this machine that speaks MySQL's protocol, and understands what the sql source asks. */
export abstract class FakeMysql {
  /** What its own clock says. */
  now = Date.UTC(2026, 0, 1);
  readonly asked: string[] = [];
  protected trick: SqlTrick = () => undefined;
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => this.greet(socket));

  protected async listen(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  protected get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy());
    this.server.close();
    await once(this.server, 'close');
  }

  /** Columns as information_schema describes them, see `Engine.columns`. */
  protected abstract described(): Cells[];
  protected abstract selected(select: Select): Cells[];

  private greet(socket: Socket): void {
    socket.setNoDelay(true);
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    const connection = createConnection({ isServer: true, stream: socket });
    connection.on('error', () => undefined);
    connection.on('stmt_prepare', () => {
      connection.writeOk();
      ended(connection);
    });
    connection.on('query', (text: string) => this.answer(text, connection, socket));
    connection.serverHandshake({ protocolVersion: 10, serverVersion: '8.0.0-kit', connectionId: 1, statusFlags: 2, characterSet: UTF8, capabilityFlags: ABILITIES, authCallback: (_: unknown, done: () => void) => { done(); ended(connection); } }); // prettier-ignore
  }

  private answer(text: string, connection: Connection, socket: Socket): void {
    if (text === 'SELECT VERSION()') return written(connection, ['v'], [{ v: '8.0.0-kit' }]);
    this.asked.push(text);
    if (this.trick(connection, socket)) return;
    const select = selectOf(text);
    if (select !== undefined) return written(connection, select.columns, this.selected(select));
    if (text.includes('information_schema')) return written(connection, DESCRIBED, this.described());
    written(connection, ['now'], [{ now: String(this.now) }]);
  }
}

const DESCRIBED = ['table', 'name', 'type', 'scale', 'nullable', 'charset', 'collation'];

function written(connection: Connection, names: readonly string[], rows: readonly Cells[]): void {
  const columns = names.map((name) => ({
    ...{ catalog: 'def', schema: '', table: '', orgTable: '', name, orgName: name },
    ...{ characterSet: UTF8, columnLength: 1_000, columnType: 253, flags: 0, decimals: 0 },
  }));
  connection.writeTextResult([...rows], columns);
  ended(connection);
}

/** The packets of each command are counted anew. */
export function ended(connection: Connection): void {
  Object.assign(connection, { sequenceId: 0 });
}
