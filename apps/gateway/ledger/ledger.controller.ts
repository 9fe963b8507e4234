import { Controller, ForbiddenException, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Access, isScoped, narrow, Who, type Principal } from '@lienthong/platform';
import { Systems } from '@lienthong/storage';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { Type } from 'class-transformer';
import { Answers } from '../openapi/answers';
import { Ledger } from './ledger';
import { ledgerOf, type LedgerAnswer } from './ledger-answer';

/** What `GET /v1/ledger` can be asked. */
export class LedgerQuery {
  /** Check every day now, and count every source first. */
  @IsOptional()
  @IsIn(['true', 'false'])
  full?: 'true' | 'false';

  /** With `full`: seconds to wait for the counts of the sources; 0 takes the last ones. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(600)
  wait?: number;
}

const WAIT_SECONDS = 60;

/** The ledger: what was read, what became of it, and every difference between two places. */
@Controller('v1/ledger')
@Access(['operator', 'auditor'])
export class LedgerController {
  constructor(
    private readonly ledger: Ledger,
    private readonly systems: Systems,
  ) {}

  @Get()
  @Answers({ about: 'What was read, what became of it, and every difference', schema: 'Ledger' })
  async get(@Query() { full, wait }: LedgerQuery, @Who() who: Principal): Promise<LedgerAnswer> {
    if (!isScoped(who))
      return full === 'true' ? this.ledger.full((wait ?? WAIT_SECONDS) * 1_000) : this.ledger.recent();
    if (full === 'true')
      throw new ForbiddenException(
        'A full check is of the whole installation, and the account is limited to a part of it.',
      );
    return ledgerOf(await this.ledger.recent(), new Set(await this.systems.codes(narrow(who))));
  }

  /** Asks every system's source to be counted; the result stands in the ledger once intake has it. */
  @Access(['operator'], 'whole')
  @Post('count')
  @Answers({ about: 'Every source is being counted', schema: 'CountRequest', status: 202 })
  @HttpCode(202)
  async count(): Promise<{ requestedAt: string }> {
    return { requestedAt: (await this.ledger.requestCounts()).toISOString() };
  }
}
