import { BadRequestException, Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { Access, narrow, ownSystem, Who, type Principal } from '@lienthong/platform';
import { addDays, dayOf, Sequences, Systems, type SequenceDay, type SequenceKey } from '@lienthong/storage';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { listPage, MAX_ROWS, type ListPage } from '../list-query';
import { Answers } from '../openapi/answers';

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const KEY = /^\d{4}-\d\d-\d\d\/[A-Z\d.]{3,20}\/\d$/;
/** Days looked at where no beginning is named. */
const USUAL_DAYS = 31;

/** What the sequences of a system can be asked. */
export class SequencesQuery {
  /** First day of receipt, as the codes have it; 31 days up to the last one where it is left out. */
  @IsOptional()
  @Matches(DAY, { message: 'from must be a day such as 2026-11-24' })
  from?: string;

  /** Last day; today where it is left out. */
  @IsOptional()
  @Matches(DAY, { message: 'to must be a day such as 2026-11-24' })
  to?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_ROWS)
  limit = 50;

  /** `next` of the page before. */
  @IsOptional()
  @Matches(KEY, { message: 'after must be the "next" of a page of this list' })
  after?: string;
}

/** The numbers that agencies gave day by day, by the dossier codes of a system: what is missing, what was given twice. */
@Controller('v1/systems/:code/sequences')
@Access(['operator', 'unit', 'vendor', 'auditor'])
export class SequencesController {
  constructor(
    private readonly systems: Systems,
    private readonly sequences: Sequences,
  ) {}

  @Get()
  @Answers({ about: 'Gaps and doubles in the numbers of dossier codes, by day', schema: 'SequenceList', absent: true })
  async list(
    @Param('code') code: string,
    @Query() { from, to, limit, after }: SequencesQuery,
    @Who() who: Principal,
  ): Promise<ListPage<SequenceDay>> {
    const system = code.includes('\u0000') ? undefined : await this.systems.find(code);
    if (!system || !ownSystem(who, system)) throw new NotFoundException('There is no system of that code.');
    const last = to ?? dayOf(Date.now());
    const first = from ?? addDays(last, 1 - USUAL_DAYS);
    if (first > last) throw new BadRequestException('from must not be later than to.');
    const filter = { system: system.code, from: first, to: last, scope: narrow(who) };
    const rows = await this.sequences.days(filter, keyOf(after), limit + 1);
    return listPage(rows, limit, ({ day, agency, digits }) => `${day}/${agency}/${digits}`);
  }
}

function keyOf(after: string | undefined): SequenceKey | undefined {
  const [day = '', agency = '', digits = ''] = after?.split('/') ?? [];
  return after === undefined ? undefined : { day, agency, digits: Number(digits) };
}
