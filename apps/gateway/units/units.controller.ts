import { Controller, Get, Query } from '@nestjs/common';
import { Access, narrow, Who, type Principal } from '@lienthong/platform';
import { Units, type UnitRow } from '@lienthong/storage';
import { listPage, UnitsQuery, type ListPage } from '../list-query';
import { Answers } from '../openapi/answers';

/** The units that dossiers name. */
@Controller('v1/units')
@Access(['operator', 'unit', 'vendor', 'auditor'])
export class UnitsController {
  constructor(private readonly units: Units) {}

  @Get()
  @Answers({ about: 'The units that listed dossiers name, with how many name each', schema: 'UnitList' })
  async list(@Query() { after, limit }: UnitsQuery, @Who() who: Principal): Promise<ListPage<UnitRow>> {
    const rows = await this.units.after(after ?? '', limit + 1, narrow(who));
    return listPage(rows, limit, ({ code }) => code);
  }
}
