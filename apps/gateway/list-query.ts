import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

/** Most rows a list gives at once. */
export const MAX_ROWS = 200;

/** Form of the code of a system in a query. */
export const LISTED_CODE = /^[a-z0-9][a-z0-9-]{1,62}$/;

/** What every list takes. */
class ListQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_ROWS)
  limit = 50;
}

/** Query of the list of systems. */
export class SystemsQuery extends ListQuery {
  @IsOptional()
  @Matches(LISTED_CODE, { message: 'after must be the code of a system' })
  after?: string;
}

/** Query of the list of units. */
export class UnitsQuery extends ListQuery {
  @IsOptional()
  @Matches(/^[^\u0000-\u001f\u007f-\u009f]{1,100}$/u, { message: 'after must be the code of a unit' })
  after?: string;
}

/** Query of the list of parked records. */
export class ParkedQuery extends ListQuery {
  @IsOptional()
  @Matches(LISTED_CODE, { message: 'system must be the code of a system' })
  system?: string;

  @IsOptional()
  @Matches(/^[A-Z][A-Z0-9_]{0,63}$/, { message: 'cause must be a cause such as IDENTITY_MISSING' })
  cause?: string;

  @IsOptional()
  @Matches(/^\d{1,9}\/\d{1,9}\/\d{1,16}$/, { message: 'after must be a coordinate such as 1/7/30518' })
  after?: string;
}

/** A page of a list: `next` is the `after` of the following page, absent on the last one. */
export interface ListPage<Row> {
  readonly items: readonly Row[];
  readonly next?: string;
}

/** Makes a page of rows, of which one more than the limit was asked for. */
export function listPage<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => string): ListPage<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last !== undefined ? { items, next: keyOf(last) } : { items };
}
