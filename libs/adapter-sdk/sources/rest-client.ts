import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Fault } from '@lienthong/canonical';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { Malformed, type RawItem } from '../format';
import type { SourceContext } from '../source';
import { textAt } from '../path';
import type { RestOptions } from './rest-options';

/** One answer, understood. */
export interface Answer {
  readonly place: string;
  readonly items: RawItem[];
  /** Change time of each item; undefined where it has none. */
  readonly changedMs: readonly (number | undefined)[];
  readonly clockMs: number;
  readonly next?: string | undefined;
  readonly etag?: string | undefined;
}

/** What is asked for: a page from a change time on, or the one a token names. */
export interface Asked {
  readonly sinceMs: number;
  readonly page: number;
  readonly token?: string | undefined;
  readonly etag?: string | undefined;
}

const BODY = 16 * 1024 * 1024;
const RAW = 8 * 1024 * 1024;

/** Asks one system over HTTP, each request through its link; what an answer means is decided here. */
export class RestClient {
  readonly rows: number;
  readonly isCursor: boolean;
  readonly place: string;
  private readonly http: AxiosInstance;
  private readonly agents = {
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
  };

  constructor(
    private readonly options: RestOptions,
    private readonly ctx: SourceContext,
  ) {
    const { baseUrl, apiKey, pageRows } = ctx.settings as { baseUrl: string; apiKey?: string; pageRows: number };
    this.rows = Math.min(pageRows, ctx.pageRows);
    this.isCursor = 'cursor' in options.items.paging;
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

  /** @returns undefined when nothing has changed since the answer with that ETag */
  async items(asked: Asked & { etag: string | undefined }): Promise<Answer | undefined>;
  async items(asked: Asked): Promise<Answer>;
  async items({ sinceMs, page, token, etag }: Asked): Promise<Answer | undefined> {
    const { path, since, size, paging, write = (ms) => new Date(ms).toISOString() } = this.options.items;
    const query = {
      ...(sinceMs > 0 ? { [since]: write(sinceMs) } : {}),
      [size]: String(this.rows),
      ...('page' in paging ? { [paging.page]: String(page) } : token === undefined ? {} : { [paging.cursor]: token }),
    };
    return this.ask(path, query, etag);
  }

  /** An answer of another list. */
  async get(path: string, query: Record<string, string>): Promise<Answer> {
    return (await this.ask(path, query, undefined)) as Answer;
  }

  private ask(path: string, query: Record<string, string>, etag: string | undefined): Promise<Answer | undefined> {
    this.ctx.signal.throwIfAborted();
    return this.ctx.link.run(`GET ${path}`, async (signal) => {
      const headers: Record<string, string> = etag === undefined ? {} : { 'if-none-match': etag };
      const askedMs = Date.now();
      const response = await this.send(path, query, headers, AbortSignal.any([signal, this.ctx.signal]));
      if (response.status === 304 && etag !== undefined) return undefined;
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
    const envelope = this.envelope(response.data);
    const { etag } = response.headers as { etag?: string };
    return {
      place: path,
      items,
      changedMs: items.map(({ head }) => instant(changed(head))),
      clockMs: this.clockOf(response, envelope) ?? askedMs,
      next: this.isCursor
        ? envelope(('next' in this.options.items.paging && this.options.items.paging.next) || '')
        : undefined,
      etag,
    };
  }

  /** Members of the answer beside its items, understood only where they are needed. */
  private envelope(body: Buffer): (path: string) => string | undefined {
    return (path) => textAt(path)(JSON.parse(body.toString('utf8')) as Record<string, string>);
  }

  private clockOf(response: AxiosResponse<Buffer>, envelope: (path: string) => string | undefined): number | undefined {
    const { clock } = this.options;
    if (clock === 'none') return undefined;
    if (clock !== 'date-header') return instant(envelope(clock.member));
    return instant((response.headers as { date?: string }).date);
  }
}

function refusal(system: string, path: string, { status, headers }: AxiosResponse<Buffer>): Fault {
  if (status === 429 || status >= 500) {
    const { 'retry-after': after } = headers as { 'retry-after'?: string };
    const when = after === undefined ? '' : ` It asks to wait: ${after.slice(0, 40)}.`;
    return new Fault('LT-LINK-3', `${system}: GET ${path} answered ${status}.${when}`);
  }
  const mend = status === 401 || status === 403 ? 'Correct the setting apiKey' : 'Correct the setting baseUrl';
  return new Fault('LT-LINK-4', `${system}: GET ${path} answered ${status}. ${mend}.`);
}

function instant(written: string | undefined): number | undefined {
  const ms = Date.parse(written ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}

const isMarkup = (body: Buffer): boolean => body.subarray(0, 200).toString('latin1').trimStart().startsWith('<');

async function* once(body: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(body);
}
