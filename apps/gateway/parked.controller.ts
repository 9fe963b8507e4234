import { Controller, Get, Query } from '@nestjs/common';
import { formatCoordinate, parseCoordinate, type Coordinate } from '@lienthong/canonical';
import { Access, narrow, Who, type Principal } from '@lienthong/platform';
import { ParkedRecords, type ParkedGroup, type ParkedItem } from '@lienthong/storage';
import { listPage, MAX_ROWS, ParkedQuery, type ListPage } from './list-query';
import { Answers } from './openapi/answers';

const BEFORE_ALL: Coordinate = { generation: 0, partition: -1, offset: -1 };

/** Records that were set aside, and how many there are of each cause. */
@Controller('v1/parked')
@Access(['operator', 'unit', 'vendor', 'auditor'])
export class ParkedController {
  constructor(private readonly parked: ParkedRecords) {}

  @Get()
  @Answers({ about: 'Records that were set aside, and how many of each cause', schema: 'ParkedList' })
  async list(
    @Query() { after, limit, system, cause }: ParkedQuery,
    @Who() who: Principal,
  ): Promise<ListPage<ParkedItem> & { groups: ParkedGroup[] }> {
    const filter = { system, cause, scope: narrow(who) };
    const from = after === undefined ? BEFORE_ALL : parseCoordinate(after);
    const [groups, rows] = await Promise.all([
      this.parked.groups(filter, MAX_ROWS),
      this.parked.list(filter, from, limit + 1),
    ]);
    return { groups, ...listPage(rows, limit, formatCoordinate) };
  }
}
