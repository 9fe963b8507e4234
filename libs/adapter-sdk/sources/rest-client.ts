import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Fault } from '@lienthong/canonical';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { Malformed, type RawItem } from '../format';
import { exactJson } from '../formats/json-tree';
import { AskedToWait } from '../link';
import type { Node } from '../node';
import { textAt } from '../path';
import type { SourceContext } from '../source';
import type { Answer, Asked, ChangeClient } from './changes/client';
import type { RestOptions } from './rest-options';
import { retryAfterMs } from './retry-after';

const BODY = 16 * 1024 * 1024;
const RAW = 8 * 1024 * 1024;
/** Without a clock of the source, ours may be wrong by this much. */
const NO_CLOCK_OVERLAP_MS = 900_000;

interface RestSettings {
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly pageRows: number;
  readonly overlapMs: number;
}

/** Asks one system over HTTP, each request through its link; what an answer means is decided here. */
export class RestClient implements ChangeClient {
  /** Items asked for at once; fewer once the source turned out to give no more. */
  rows: number;
  readonly place: string;
  private readonly http: AxiosInstance;
  private readonly overlapMs: number;
  /** Where an answer names the token of the next one; undefined when pages have numbers. */
  private readonly nextAt: string | undefined;
  private readonly agents = {
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
  };

  constructor(
    private readonly options: RestOptions,
    private readonly ctx: SourceContext,
  ) {
    const { baseUrl, apiKey, pageRows, overlapMs } = ctx.settings as unknown as RestSettings;
    this.overlapMs = overlapMs;
    this.rows = Math.min(pageRows, ctx.pageRows);
    const { paging } = options.items;
    this.nextAt = 'cursor' in paging ? paging.next : undefined;
    this.place = options.items.path;
    this.http = axios.create({
      ...this.agents,
      baseURL: baseUrl.replace(/\/+$/, ''),
      headers: { accept: 'application/json', ...(options.keyHeader && apiKey ? { [options.keyHeader]: apiKey } : {}) },
      responseType: 'arraybuffer',
      maxContentLength: BODY,
      maxRedirects: 0,
      proxy: false,
      validateStatus: () => true,
    });
  }

  /** Pages follow each other by token, not by number. */
  get isByToken(): boolean {
    return this.nextAt !== undefined;
  }

  /** Lets go of the connections. */
  close(): void {
    this.agents.httpAgent.destroy();
    this.agents.httpsAgent.destroy();
  }

  /** The source's own time now, told by an answer of one item. */
  async clock(): Promise<Answer> {
    const { path, size } = this.options.items;
    return this.get(path, { [size]: '1' });
  }

  /** Items by change time; none, and the same ETag, when nothing has changed since the answer with that ETag. */
  async items({ sinceMs, page, token, etag, rows = this.rows }: Asked): Promise<Answer> {
    const { path, since, size, paging, write = (ms) => new Date(ms).toISOString() } = this.options.items;
    const query = {
      ...(sinceMs > 0 ? { [since]: write(sinceMs) } : {}),
      [size]: String(rows),
      ...('page' in paging ? { [paging.page]: String(page) } : token === undefined ? {} : { [paging.cursor]: token }),
    };
    // An answer that says only that it is the same one must still tell the source's time.
    return this.ask(path, query, typeof this.options.clock === 'object' ? undefined : etag);
  }

  /** An answer of another list. */
  async get(path: string, query: Record<string, string>): Promise<Answer> {
    return this.ask(path, query, undefined);
  }

  private ask(path: string, query: Record<string, string>, etag: string | undefined): Promise<Answer> {
    this.ctx.signal.throwIfAborted();
    return this.ctx.link.run(`GET ${path}`, async (signal) => {
      const headers: Record<string, string> = etag === undefined ? {} : { 'if-none-match': etag };
      const askedMs = Date.now();
      const response = await this.send(path, query, headers, AbortSignal.any([signal, this.ctx.signal]));
      if (response.status === 304 && etag !== undefined) {
        const settledMs = this.settled(response, () => undefined, askedMs);
        return { place: path, items: [], changedMs: [], settledMs, etag };
      }
      if (response.status !== 200) throw refusal(this.ctx.link.system, path, response);
      return this.understood(path, response, askedMs);
    });
  }

  /** A connection that breaks has a code of its own; anything else of axios says only what it was. */
  private async send(
    path: string,
    params: Record<string, string>,
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<AxiosResponse<Buffer>> {
    try {
      return await this.http.get<Buffer>(path, { params, headers, signal });
    } catch (error) {
      this.ctx.signal.throwIfAborted();
      const { code = 'no answer' } = error as { code?: string };
      throw new Fault('LT-LINK-3', `${this.ctx.link.system}: GET ${path} failed with ${code}.`);
    }
  }

  /** An answer that is not what it should be is the line's or the software's fault of the moment: it is asked for again. */
  private async understood(path: string, response: AxiosResponse<Buffer>, askedMs: number): Promise<Answer> {
    const items: RawItem[] = [];
    try {
      for await (const item of this.options.format.split(once(response.data), { rawBytes: RAW })) items.push(item);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      const what = isMarkup(response.data) ? 'a page of markup instead of data' : `${error.reason} at ${error.place}`;
      throw new Fault('LT-LINK-3', `${this.ctx.link.system}: GET ${path} answered 200 with ${what}.`);
    }
    const changed = textAt(this.options.items.changed);
    const { read } = this.options.items;
    const envelope = this.envelope(response.data);
    const { etag } = response.headers as { etag?: string };
    return {
      place: path,
      items,
      changedMs: items.map(({ head }) => changeTime(changed(head), read)),
      settledMs: this.settled(response, envelope, askedMs),
      next: (this.nextAt === undefined ? undefined : envelope(this.nextAt)) || undefined,
      etag,
    };
  }

  /** Members of the answer beside its items, understood only where they are needed. */
  private envelope(body: Buffer): (path: string) => string | undefined {
    return (path) => textAt(path)(exactJson(body.toString('utf8')) as Node);
  }

  private clockOf(response: AxiosResponse<Buffer>, envelope: (path: string) => string | undefined): number | undefined {
    const { clock } = this.options;
    if (clock === 'none') return undefined;
    if (clock !== 'date-header') return instant(envelope(clock.member));
    const ms = Date.parse((response.headers as { date?: string }).date ?? '');
    return Number.isNaN(ms) ? undefined : ms;
  }

  private settled(
    response: AxiosResponse<Buffer>,
    envelope: (path: string) => string | undefined,
    askedMs: number,
  ): number {
    const clockMs = this.clockOf(response, envelope);
    return clockMs === undefined ? askedMs - Math.max(this.overlapMs, NO_CLOCK_OVERLAP_MS) : clockMs - this.overlapMs;
  }
}

function refusal(system: string, path: string, { status, headers }: AxiosResponse<Buffer>): Fault {
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const { 'retry-after': after, date } = headers as { 'retry-after'?: string; date?: string };
    const waitMs = retryAfterMs(after, date);
    if (waitMs === undefined) return new Fault('LT-LINK-3', `${system}: GET ${path} answered ${status}.`);
    const when = `It asks to wait: ${Math.ceil(waitMs / 1_000)} s.`;
    return new AskedToWait(`${system}: GET ${path} answered ${status}. ${when}`, waitMs);
  }
  const mend = status === 401 || status === 403 ? 'Correct the setting apiKey' : 'Correct the setting baseUrl';
  return new Fault('LT-LINK-4', `${system}: GET ${path} answered ${status}. ${mend}.`);
}

/** A time with its offset: one without would be taken for the time of the machine we run on. */
function instant(written: string | undefined): number | undefined {
  if (written === undefined || !/(Z|[+-]\d{2}:?\d{2})$/i.test(written)) return undefined;
  const ms = Date.parse(written);
  return Number.isNaN(ms) ? undefined : ms;
}

/** What is written as before 1970 is software's way to say "unknown", and lies at the beginning. */
function changeTime(written: string | undefined, read: RestOptions['items']['read']): number | undefined {
  const ms = instant(written) ?? (written === undefined ? undefined : read?.(written));
  return ms === undefined ? undefined : Math.max(ms, 0);
}

const isMarkup = (body: Buffer): boolean => body.subarray(0, 200).toString('latin1').trimStart().startsWith('<');

async function* once(body: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(body);
}
