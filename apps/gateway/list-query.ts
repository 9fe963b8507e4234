import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';

/** Most rows a list gives at once. */
export const MAX_ROWS = 200;

const CODE = /^[a-z0-9][a-z0-9-]{1,62}$/;

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
  @Matches(CODE, { message: 'after must be the code of a system' })
  after?: string;
}

/** Query of the list of dossiers. */
export class DossiersQuery extends ListQuery {
  @IsOptional()
  @Matches(CODE, { message: 'system must be the code of a system' })
  system?: string;

  @IsOptional()
  @Matches(/^[A-Z_]{1,40}$/, { message: 'status must be a status such as IN_PROGRESS' })
  status?: string;

  @IsOptional()
  @IsUUID(undefined, { message: 'after must be the id of a dossier' })
  after?: string;
}

/** Query of the list of parked records. */
export class ParkedQuery extends ListQuery {
  @IsOptional()
  @Matches(CODE, { message: 'system must be the code of a system' })
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
