import { Controller, Get, Query } from '@nestjs/common';
import { Access, narrow, Who, type Principal } from '@lienthong/platform';
import { LinkStates, type LinkRow } from '@lienthong/storage';
import { listPage, SystemsQuery, type ListPage } from '../list-query';
import { Answers } from '../openapi/answers';

/** The link to each system, as whoever reads it told. */
@Controller('v1/links')
@Access(['operator', 'unit', 'vendor', 'auditor'])
export class LinksController {
  constructor(private readonly links: LinkStates) {}

  @Get()
  @Answers({ about: 'The link to each system: its breaker, its last success and failure', schema: 'LinkList' })
  async list(@Query() { after, limit }: SystemsQuery, @Who() who: Principal): Promise<ListPage<LinkRow>> {
    const rows = await this.links.after(after ?? '', limit + 1, narrow(who));
    return listPage(rows, limit, ({ system }) => system);
  }
}
