import { copyFile, readFile, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Fault } from '@lienthong/canonical';
import type { Adapter } from '../../adapter';
import { Link } from '../../link';
import type { SourceContext } from '../../source';
import type { FilesOptions } from '../../sources/files-options';
import { FileRoom } from '../file-room';
import { filled } from '../filled-settings';
import type { SampleFile } from '../sample-files';
import type { ContextOptions, Disturbance, Software } from './software';
import type { Matter, Templates } from './templates';
import { writer } from './writer';

const PAGE_ROWS = 3;
const HOUR = 3_600_000;
const LINE = Buffer.from('\n');

/** A folder of real files that an adapter reads. Each {@link hand} is one export. */
export class FilesSoftware implements Software {
  readonly kind = 'files';
  readonly overlapMs = 600_000;
  /** Long enough ago that every file counts as finished. */
  now = Math.floor(Date.now() / 1_000) * 1_000 - HOUR;
  private readonly names: string[] = [];

  private constructor(
    private readonly adapter: Adapter,
    readonly templates: Templates,
    private readonly room: FileRoom,
    private readonly nameOf: (number: number) => string,
  ) {}

  /** @throws Fault LT-ADAPTER-2 where no name is found that the adapter takes for an export */
  static async open(
    adapter: Adapter,
    { pattern }: FilesOptions,
    templates: Templates,
    samples: readonly SampleFile[],
  ): Promise<FilesSoftware> {
    const endings = samples.flatMap(({ sample }) => /\.in(\.[^./\\]+)(?:\.gz)?$/.exec(sample.input)?.[1] ?? []);
    const named = (pattern as { patterns?: readonly string[] }).patterns ?? [];
    const ways = [
      ...named.map((one) => (number: number) => one.replaceAll('*', `kit${number}`)),
      ...endings.map((ending) => (number: number) => `kit${number}${ending}`),
      ...samples.flatMap(({ sample }) => endings.map((ending) => numbered(`${sample.name}${ending}`))),
      ...samples.flatMap(({ sample }) =>
        endings.map((ending) => (number: number) => `${sample.name}-${number}${ending}`),
      ),
    ];
    const nameOf = ways.find((way) => pattern.test(way(1)) && pattern.test(way(2)) && way(1) !== way(2));
    if (nameOf === undefined) {
      const what = `no sample of adapter ${adapter.name} is named as its software names exports`;
      throw new Fault('LT-ADAPTER-2', `${what}; name one so, such as samples/ho-so-20260803.in.xml.`);
    }
    return new FilesSoftware(adapter, templates, await FileRoom.create(), nameOf);
  }

  tick(ms: number): void {
    this.now += ms;
  }

  async hand(matters: readonly Matter[]): Promise<void> {
    const name = this.nameOf(this.names.length + 1);
    const latest = Math.max(...matters.map(({ at }) => at));
    this.names.push(name);
    await this.room.put(name, await this.export(matters), latest);
  }

  /** The newest export again, under another name and with another time. */
  async repeat(): Promise<void> {
    const again = this.path(this.nameOf(this.names.length + 1));
    await copyFile(this.path(this.last), again);
    await this.aged(again);
    await this.aged(this.path(this.last));
    this.names.push(this.nameOf(this.names.length + 1));
  }

  /** Names as of unfinished files are not taken. */
  async empty(isEmpty: boolean): Promise<void> {
    for (const name of this.names) {
      const [from, to] = [this.path(name), this.path(`.${name}`)];
      await (isEmpty ? rename(from, to) : rename(to, from));
    }
  }

  context({ pageRows = PAGE_ROWS, deadlineMs = 5_000, retries = 0 }: ContextOptions = {}): SourceContext {
    const { adapter, room } = this;
    const known = new Set(adapter.settings.describe().map(({ name }) => name));
    const own = { directory: room.directory, settleMs: 0 };
    const raw = {
      ...filled(adapter.settings),
      ...Object.fromEntries(Object.entries(own).filter(([name]) => known.has(name))),
    };
    return room.context(adapter.identity, {
      settings: { ...own, ...adapter.settings.parse(raw, 'The fake of the kit') },
      link: new Link('fake', { retries, backoffMs: 1, deadlineMs }),
      pageRows,
    });
  }

  disturbances(): Disturbance[] {
    const path = (): string => this.path(this.last);
    const { cut = (bytes: Buffer, at: number): Buffer => bytes.subarray(0, at) } = writer(this.adapter.format);
    return [
      this.missing(),
      this.spoilt('a file that is cut off', (bytes) => cut(bytes, Math.floor(bytes.length * 0.7))),
      this.spoilt('a page of HTML as an export', () => Buffer.from('<!DOCTYPE html><html><body>Đăng nhập')),
      this.spoilt('an empty file', () => Buffer.alloc(0)),
      this.meanwhile('a file that grows while it is read', async () => {
        await writeFile(path(), Buffer.concat([await readFile(path()), LINE]));
      }),
      this.meanwhile('a file that vanishes while it is read', () => rename(path(), this.hidden)),
    ];
  }

  listDisturbances(): Disturbance[] {
    return this.disturbances().filter((one) => one.page === undefined);
  }

  async close(): Promise<void> {
    await this.room.remove();
  }

  /** Writes one export piece by piece: for more items than memory should hold. */
  async handMany(parts: AsyncIterable<Buffer>): Promise<void> {
    const name = this.nameOf(this.names.length + 1);
    this.names.push(name);
    await writeFile(this.path(name), parts);
    await this.aged(this.path(name));
  }

  private export(matters: readonly Matter[]): Promise<Buffer> {
    const nodes = matters.map((matter) => this.templates.item(matter));
    return buffer(Readable.from(writer(this.adapter.format).pieces(nodes, nodes.length)));
  }

  private missing(): Disturbance {
    const { directory } = this.room;
    const elsewhere = `${directory}-elsewhere`;
    return {
      name: 'a directory that is not there',
      ends: 'config',
      start: () => rename(directory, elsewhere),
      stop: () => rename(elsewhere, directory),
    };
  }

  /** The newest file is wrong from the start, and comes right afterwards. */
  private spoilt(name: string, spoil: (bytes: Buffer) => Buffer): Disturbance {
    let before: Buffer | undefined;
    return {
      name,
      ends: 'incomplete',
      start: async () => {
        before = await readFile(this.path(this.last));
        await this.written(spoil(before));
      },
      // A right export of its own: the same bytes as ever would have been read already.
      stop: () =>
        this.written(
          writer(this.adapter.format).again?.(before ?? Buffer.alloc(0)) ??
            Buffer.concat([before ?? Buffer.alloc(0), LINE]),
        ),
    };
  }

  /** It happens to the newest file after its first page. */
  private meanwhile(name: string, happen: () => Promise<void>): Disturbance {
    let [pages, from, before] = [0, 1, Buffer.alloc(0)];
    return {
      name,
      ends: 'incomplete',
      start: async (page) => {
        [pages, from, before] = [0, page, await readFile(this.path(this.last))];
      },
      page: async () => {
        if ((pages += 1) === from) await happen();
      },
      stop: () => this.written(before),
    };
  }

  private async written(bytes: Buffer): Promise<void> {
    await writeFile(this.path(this.last), bytes);
    await this.aged(this.path(this.last));
  }

  private async aged(path: string): Promise<void> {
    this.now += 1_000;
    await utimes(path, this.now / 1_000, this.now / 1_000);
  }

  private get last(): string {
    return this.names.at(-1) ?? '';
  }

  private get hidden(): string {
    return this.path('.hidden');
  }

  private path(name: string): string {
    return join(this.room.directory, name);
  }
}

/** The last number of a name counts. */
function numbered(name: string): (number: number) => string {
  return (number) => name.replace(/\d+(?=\D*$)/, (digits) => String(number).padStart(digits.length, '0'));
}
