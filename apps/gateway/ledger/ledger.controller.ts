import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Access } from '@lienthong/platform';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { Type } from 'class-transformer';
import { Ledger } from './ledger';
import type { LedgerAnswer } from './ledger-answer';

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
@Access('operator')
export class LedgerController {
  constructor(private readonly ledger: Ledger) {}

  @Get()
  get(@Query() { full, wait }: LedgerQuery): Promise<LedgerAnswer> {
    return full === 'true' ? this.ledger.full((wait ?? WAIT_SECONDS) * 1_000) : this.ledger.recent();
  }

  /** Asks every system's source to be counted; the result stands in the ledger once intake has it. */
  @Post('count')
  @HttpCode(202)
  async count(): Promise<{ requestedAt: string }> {
    return { requestedAt: (await this.ledger.requestCounts()).toISOString() };
  }
}
