import { Readable } from 'node:stream';
import {
  Controller,
  Get,
  Header,
  PayloadTooLargeException,
  Query,
  ServiceUnavailableException,
  StreamableFile,
} from '@nestjs/common';
import { Access, narrow, Who, type Principal } from '@lienthong/platform';
import { Listing, type DossierFilter, type ListedDossier, type ListKey } from '@lienthong/storage';
import { DossierFilters } from '../dossiers/dossier-filter';
import { DossierFilterQuery } from '../dossiers/dossier-query';
import { Answers } from '../openapi/answers';
import { csvHead, csvLines } from './csv';
import { workbook, XLSX } from './xlsx';

const PAGE_ROWS = 1_000;
/** A workbook is made in memory; a CSV is not, and has no limit. */
const WORKBOOK_ROWS = 50_000;
const MOST_WAITING = 4;

/** The list of dossiers as files, under the same filters. */
@Controller('v1/dossiers')
@Access(['operator', 'unit', 'vendor', 'auditor'])
export class ExportsController {
  /** Workbooks are made one after the other: each is held in memory. */
  private turn: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(
    private readonly listing: Listing,
    private readonly filters: DossierFilters,
  ) {}

  @Get('export.csv')
  @Header('content-disposition', 'attachment; filename="dossiers.csv"')
  @Answers({ about: 'The list as CSV in UTF-8, a page at a time', media: 'text/csv' })
  csv(@Query() query: DossierFilterQuery, @Who() who: Principal): StreamableFile {
    const lines = csvOf(this.pages(this.filters.of(query, narrow(who))));
    return new StreamableFile(Readable.from(lines, { objectMode: false }), { type: 'text/csv; charset=utf-8' });
  }

  @Get('export.xlsx')
  @Header('content-disposition', 'attachment; filename="dossiers.xlsx"')
  @Answers({ about: `The list as a workbook of at most ${WORKBOOK_ROWS} rows`, media: XLSX, problems: [413] })
  async xlsx(@Query() query: DossierFilterQuery, @Who() who: Principal): Promise<StreamableFile> {
    if (this.waiting >= MOST_WAITING)
      throw new ServiceUnavailableException(
        'Other workbooks are being made. Try again in a moment, or fetch /v1/dossiers/export.csv.',
      );
    const filter = this.filters.of(query, narrow(who));
    const { total } = await this.listing.counts(filter);
    if (total > WORKBOOK_ROWS)
      throw new PayloadTooLargeException(
        `A workbook has at most ${WORKBOOK_ROWS} rows, and this list has ${total}. Narrow it, or fetch /v1/dossiers/export.csv, which has no limit.`,
      );
    this.waiting += 1;
    const made = this.turn.then(() => workbook(this.pages(filter, WORKBOOK_ROWS))).finally(() => (this.waiting -= 1));
    this.turn = made.catch(() => undefined);
    return new StreamableFile(await made, { type: XLSX });
  }

  private async *pages(filter: DossierFilter, most = Infinity): AsyncGenerator<readonly ListedDossier[]> {
    let given = 0;
    for (let after: ListKey | undefined; given < most;) {
      const rows = await this.listing.page(filter, after, PAGE_ROWS);
      if (rows.length > 0) yield rows;
      given += rows.length;
      const last = rows.at(-1);
      if (!last || rows.length < PAGE_ROWS) return;
      after = { rank: last.rank, receivedOn: last.receivedOn ?? '', id: last.id };
    }
  }
}

async function* csvOf(pages: AsyncIterable<readonly ListedDossier[]>): AsyncGenerator<string> {
  yield csvHead();
  for await (const page of pages) yield csvLines(page);
}
