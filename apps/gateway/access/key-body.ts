import { BadRequestException } from '@nestjs/common';
import { ACCOUNT_ROLES, type AccountRole, type Scope } from '@lienthong/platform';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { LISTED_CODE, MAX_ROWS } from '../list-query';
import { Omittable } from '../omittable';
import { isLimited } from './issuer';

const NAME = /^[a-z0-9][a-z0-9._-]{1,62}$/;
const UNIT = /^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,63}$/u;
const DAY_MS = 86_400_000;
/** A key lives a year at most: whoever still needs it makes another. */
const LONGEST_DAYS = 366;
const MOST_CODES = 200;

/** Query of the list of keys. */
export class KeysQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_ROWS)
  limit = 50;

  @IsOptional()
  @Matches(NAME, { message: 'after must be the name of a key' })
  after?: string;
}

/** What POST /v1/keys takes. */
export class KeyBody {
  @Matches(NAME, { message: 'name must be 2 to 63 of a-z, 0-9, ".", "_" and "-"' })
  name!: string;

  @IsIn(ACCOUNT_ROLES, { message: `role must be one of ${ACCOUNT_ROLES.join(', ')}` })
  role!: AccountRole;

  /** Limits the key to dossiers with one of these as receiving, competent or returning unit, and to their systems. */
  @Omittable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_CODES)
  @Matches(UNIT, { each: true, message: 'units must be codes of units' })
  units?: string[];

  /** Limits the key to these systems. */
  @Omittable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_CODES)
  @Matches(LISTED_CODE, { each: true, message: 'systems must be codes of systems' })
  systems?: string[];

  /** When it ends: a day or an instant, at most 366 days ahead. */
  @IsISO8601({ strict: true }, { message: 'expiresAt must be a day or an instant such as 2027-06-30' })
  expiresAt!: string;
}

/** A key as it is to be stored. @throws BadRequestException naming the member and its rule */
export function checkedKey({ name, role, units, systems, expiresAt }: KeyBody): {
  readonly name: string;
  readonly role: AccountRole;
  readonly scope: Scope;
  readonly expiresAt: Date;
} /* prettier-ignore */ {
  const scope: Scope = { units, systems };
  if (!isLimited(role, scope))
    throw new BadRequestException(`A key of the role ${role} must be limited: give ${role === 'unit' ? 'units' : 'systems'}.`);
  const end = new Date(expiresAt);
  const days = (end.getTime() - Date.now()) / DAY_MS;
  if (!(days > 0 && days <= LONGEST_DAYS))
    throw new BadRequestException(`expiresAt must lie ahead, by ${LONGEST_DAYS} days at most.`);
  return { name, role, scope, expiresAt: end };
}
