import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { Access } from '@lienthong/platform';
import { Catalogue, type DossierPage, type DossierRow } from '@lienthong/storage';
import { DossiersQuery, listPage, MAX_ROWS, type ListPage } from './list-query';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A dossier with its document in public: `personal` says only whether there are sealed values. */
type DossierView = Omit<DossierPage, 'document'> & { document: Record<string, unknown> };

/** Dossiers: their public columns and documents. Nothing is unsealed here. */
@Controller('v1/dossiers')
@Access('operator')
export class DossiersController {
  constructor(private readonly catalogue: Catalogue) {}

  @Get()
  async list(@Query() { system, status, after, limit }: DossiersQuery): Promise<ListPage<DossierRow>> {
    const rows = await this.catalogue.dossiers({ system, status, after, limit: limit + 1 });
    return listPage(rows, limit, (row) => row.id);
  }

  /** A dossier with its current document and its newest versions. */
  @Get(':id')
  async one(@Param('id') id: string): Promise<DossierView> {
    const dossier = UUID.test(id) ? await this.catalogue.dossier(id, MAX_ROWS) : undefined;
    if (!dossier) throw new NotFoundException('There is no dossier of that id.');
    const document = JSON.parse(dossier.document) as Record<string, unknown>;
    return { ...dossier, document: 'personal' in document ? { ...document, personal: 'sealed' } : document };
  }
}
