import type { ServerResponse } from 'node:http';
import type { Adapter } from '../../adapter';
import { Link } from '../../link';
import type { Node } from '../../node';
import { textAt } from '../../path';
import type { SourceContext } from '../../source';
import type { RestOptions } from '../../sources/rest-options';
import { filled } from '../filled-settings';
import { FakeRest, KEY, type Trick } from './fake-rest';
import { putAt } from './put-at';
import type { ContextOptions, Disturbance, Ending, Software } from './software';
import type { Matter, Templates } from './templates';
import { writer } from './writer';

const PAGE_ROWS = 3;
/** Short to wait for: on a busy machine an answer may hang by itself, and ends the same way. */
const HUNG_MS = 500;
const SLOW_ANSWERS = 12;

/** A fake over HTTP that speaks as an adapter declares. */
export class RestSoftware extends FakeRest<Matter> implements Software {
  readonly kind = 'rest';
  readonly overlapMs = 10_000;

  private constructor(
    private readonly adapter: Adapter,
    protected override readonly options: RestOptions,
    readonly templates: Templates,
  ) {
    super();
    // Without a clock of the software, ours bounds what is settled.
    if (options.clock === 'none') this.now = Math.floor(Date.now() / 1_000) * 1_000;
  }

  static open(adapter: Adapter, options: RestOptions, templates: Templates): Promise<RestSoftware> {
    return new RestSoftware(adapter, options, templates).listen();
  }

  tick(ms: number): void {
    this.now += ms;
  }

  hand(matters: readonly Matter[]): Promise<void> {
    const isFirst = this.rows.length === 0;
    // Looking for each of 100,000 among those before it would take minutes.
    for (const matter of matters) {
      if (isFirst) this.rows.push(matter);
      else this.set(matter);
    }
    return Promise.resolve();
  }

  /** The next answer but one is that before it, as from a store on the way. */
  repeat(): Promise<void> {
    let last: string | undefined;
    let count = 0;
    this.trick = (url, reply) => {
      if (url.pathname !== new URL(this.options.items.path, 'http://fake').pathname) return undefined;
      count += 1;
      if (count === 3 && last !== undefined) {
        reply.end(last);
        return true;
      }
      const end = reply.end.bind(reply) as (body?: string) => ServerResponse;
      reply.end = ((body?: string) => {
        last = body;
        return end(body);
      }) as typeof reply.end;
      return undefined;
    };
    return Promise.resolve();
  }

  empty(isEmpty: boolean): void {
    const nothing = writer(this.options.format).whole([]);
    this.trick = isEmpty ? (_url, reply) => answered(reply, 200, nothing) : () => undefined;
  }

  context({ pageRows = PAGE_ROWS, deadlineMs = 5_000, retries = 0 }: ContextOptions = {}): SourceContext {
    const { adapter, url, overlapMs } = this;
    const known = new Set(adapter.settings.describe().map(({ name }) => name));
    const own = { baseUrl: url, apiKey: KEY, pageRows, overlapMs };
    const raw = {
      ...filled(adapter.settings),
      ...Object.fromEntries(Object.entries(own).filter(([name]) => known.has(name))),
    };
    return {
      settings: { ...own, ...adapter.settings.parse(raw, 'The fake of the kit') },
      link: new Link('fake', { retries, backoffMs: 1, deadlineMs }),
      files: { ordinal: () => Promise.reject(new Error('no files here')) },
      signal: new AbortController().signal,
      pageRows: 500,
      pageBytes: 8_388_608,
      identityOf: (head) => adapter.identity.of(head),
    };
  }

  disturbances(): Disturbance[] {
    let count = 0;
    const slow: Trick = (_url, reply) => {
      if ((count += 1) > SLOW_ANSWERS) return undefined;
      const end = reply.end.bind(reply) as (body?: string) => ServerResponse;
      reply.end = ((body?: string) => void setTimeout(() => end(body), 25)) as unknown as typeof reply.end;
      return undefined;
    };
    return [
      this.disturbance('slow answers', 'whole', slow),
      this.disturbance('an answer that breaks off', 'transient', brokenOff),
      this.disturbance('a hung answer', 'transient', () => true, HUNG_MS),
      ...this.answers(),
      this.disturbance('an expired session', 'config', (_url, reply) => answered(reply, 401, '{}')),
    ];
  }

  listDisturbances(): Disturbance[] {
    return [this.disturbance('a list that breaks off', 'transient', brokenOff), ...this.answers()];
  }

  protected override item(matter: Matter): Node {
    return this.templates.item(matter, this.options.items.changed);
  }

  protected override listed(matter: Matter): Node {
    const item = this.templates.item(matter);
    const node: Node = {};
    for (const path of [...this.adapter.identity.paths, this.options.listing?.id ?? 'id'])
      putAt(node, path, textAt(path)(item) ?? String(matter.id));
    return node;
  }

  private answers(): Disturbance[] {
    const page = '<!DOCTYPE html><html><body>Đăng nhập</body></html>';
    return [
      this.disturbance('a page of HTML with 200', 'transient', (_url, reply) => answered(reply, 200, page)),
      this.disturbance('half an answer', 'transient', (_url, reply) => answered(reply, 200, '{"half":[')),
      this.disturbance('429', 'transient', (_url, reply) => answered(reply, 429, '{}')),
      this.disturbance('500', 'transient', (_url, reply) => answered(reply, 500, '{}')),
    ];
  }

  private disturbance(name: string, ends: Ending, trick: Trick, deadlineMs?: number): Disturbance {
    return {
      name,
      ends,
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
      start: (from) => {
        let count = 0;
        this.trick = (url, reply) => ((count += 1) < from ? undefined : trick(url, reply));
      },
      stop: () => {
        this.trick = () => undefined;
      },
    };
  }
}

const brokenOff: Trick = (_url, reply) => {
  reply.writeHead(200, { 'content-length': 9_999 });
  reply.write('{', () => reply.destroy());
  return true;
};

function answered(reply: ServerResponse, status: number, body: string): true {
  reply.writeHead(status).end(body);
  return true;
}
