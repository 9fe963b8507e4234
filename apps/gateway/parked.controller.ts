import { Controller, Get, Query } from '@nestjs/common';
import { formatCoordinate, parseCoordinate, type Coordinate } from '@lienthong/canonical';
import { Access } from '@lienthong/platform';
import { ParkedRecords, type ParkedGroup, type ParkedItem } from '@lienthong/storage';
import { listPage, MAX_ROWS, ParkedQuery, type ListPage } from './list-query';

const BEFORE_ALL: Coordinate = { generation: 0, partition: -1, offset: -1 };

/** Records that were set aside, and how many there are of each cause. */
@Controller('v1/parked')
@Access('operator')
export class ParkedController {
  constructor(private readonly parked: ParkedRecords) {}

  @Get()
  async list(
    @Query() { after, limit, ...filter }: ParkedQuery,
  ): Promise<ListPage<ParkedItem> & { groups: ParkedGroup[] }> {
    const from = after === undefined ? BEFORE_ALL : parseCoordinate(after);
    const [groups, rows] = await Promise.all([
      this.parked.groups(filter, MAX_ROWS),
      this.parked.list(filter, from, limit + 1),
    ]);
    return { groups, ...listPage(rows, limit, formatCoordinate) };
  }
}
