import {
  Body, Controller, Get, Header, Headers, HttpCode, Logger, NotFoundException, Param, Post, Query,
} from '@nestjs/common'; // prettier-ignore
import { ApiHeader } from '@nestjs/swagger';
import { Fault, type PersonalValues } from '@lienthong/canonical';
import { Access, narrow, Who, type Principal } from '@lienthong/platform';
import {
  Catalogue,
  Listing,
  Systems,
  type DossierFilter,
  type DossierPage,
  type FoundDossier,
  type ListCounts,
  type ListedDossier,
} from '@lienthong/storage';
import { languageOf } from '../accept-language';
import { InstalledAdapters } from '../installed-adapters';
import { listPage, MAX_ROWS, type ListPage } from '../list-query';
import { Answers } from '../openapi/answers';
import { DossierFilters, openKey, sealKey } from './dossier-filter';
import { DossierFilterQuery, DossiersQuery, LookBody, PersonSearchBody } from './dossier-query';
import { viewOf, type DossierView } from './dossier-view';
import { Looks } from './looks';
import { onceRegistered } from './once-registered';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Dossiers: their public columns and documents. Nothing is unsealed here. */
@Controller('v1/dossiers')
@Access(['operator', 'unit', 'vendor', 'auditor'])
export class DossiersController {
  private readonly logger = new Logger('gateway');

  constructor(
    private readonly catalogue: Catalogue,
    private readonly listing: Listing,
    private readonly filters: DossierFilters,
    private readonly adapters: InstalledAdapters,
    private readonly systems: Systems,
    private readonly looks: Looks,
  ) {}

  @Get()
  @Answers({ about: 'Dossiers, received last first; those that match as written come first', schema: 'DossierList' })
  list(@Query() query: DossiersQuery, @Who() who: Principal): Promise<ListPage<ListedDossier>> {
    return this.page(this.filters.of(query, narrow(who)), query.after, query.limit);
  }

  @Get('counts')
  @Answers({ about: 'How many dossiers a filter finds, by status and by system', schema: 'DossierCounts' })
  counts(@Query() query: DossierFilterQuery, @Who() who: Principal): Promise<ListCounts> {
    return this.listing.counts(this.filters.of(query, narrow(who)));
  }

  /** The dossiers of a person. The number is in the body, so that it stands in no address and no log. */
  @Access(['operator', 'unit', 'auditor'])
  @Post('search')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Answers({ about: 'The dossiers of a person, by a personal number and for a purpose', schema: 'DossierList' })
  search(
    @Body() { personId, purpose, after, limit }: PersonSearchBody,
    @Who() who: Principal,
  ): Promise<ListPage<ListedDossier>> {
    this.logger.log(`A person was looked for by ${who.name}; purpose ${purpose}.`);
    return this.page(this.filters.person(personId, narrow(who)), after, limit);
  }

  /** A dossier with its current document, its newest versions, and where each value comes from. */
  @Get(':id')
  @Header('vary', 'accept-language')
  @ApiHeader({ name: 'accept-language', required: false, description: 'Language of the findings: vi or en' })
  @Answers({
    about: 'A dossier: document, findings, versions, sealed fields, origins',
    schema: 'Dossier',
    absent: true,
  })
  async one(
    @Param('id') id: string,
    @Who() who: Principal,
    @Headers('accept-language') language?: string,
  ): Promise<DossierView> {
    return viewOf(await this.found(id, MAX_ROWS, who), this.adapters, languageOf(language));
  }

  /** The personal values of a dossier, for a purpose. Only of demo data, until looks are kept in the journal. */
  @Access(['operator', 'unit', 'auditor'])
  @Post(':id/look')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Answers({ about: 'The personal values of a demo dossier, for a purpose', schema: 'Look', absent: true })
  async look(
    @Param('id') id: string,
    @Body() { purpose }: LookBody,
    @Who() who: Principal,
  ): Promise<{ personal: PersonalValues }> {
    const dossier = await this.found(id, 1, who);
    const system = await this.systems.find(dossier.system);
    if (system?.demo !== true)
      throw new Fault('LT-ACCESS-1', `Personal values of ${dossier.system} are not shown: it is no demo system.`);
    this.logger.log(`Dossier ${dossier.id} was looked at by ${who.name}; purpose ${purpose}.`);
    return { personal: await this.looks.open(dossier.document) };
  }

  /** @throws NotFoundException for none, and for one outside of the scope */
  private async found(id: string, versions: number, who: Principal): Promise<DossierPage & { document: string }> {
    const isVisible = UUID.test(id) && (await this.listing.isVisible(id, narrow(who)));
    const dossier = isVisible ? await onceRegistered(() => this.catalogue.dossier(id, versions)) : undefined;
    if (!dossier) throw new NotFoundException('There is no dossier of that id.');
    return dossier;
  }

  private async page(
    filter: DossierFilter,
    after: string | undefined,
    limit: number,
  ): Promise<ListPage<ListedDossier>> {
    const found = await this.listing.page(filter, openKey(after), limit + 1);
    const { items, ...rest } = listPage<FoundDossier>(found, limit, sealKey);
    return { items: items.map(({ rank: _, ...row }) => row), ...rest };
  }
}
