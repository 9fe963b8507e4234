import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { LISTED_CODE, MAX_ROWS } from '../list-query';
import { Omittable } from '../omittable';

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const CHANNELS = ['COUNTER', 'ONLINE', 'POSTAL'] as const;
const FLAGS = ['true', 'false'] as const;

/** Why somebody looks for a person. Closed: a free text would be where nobody reads it. */
export const PURPOSES = [
  'HANDLE_DOSSIER',
  'ANSWER_APPLICANT',
  'CORRECT_ERROR',
  'CLOSE_ACCOUNT_OF_DATA',
  'AUDIT',
  'COURT_ORDER',
] as const;

/** What limits a list of dossiers, its counts and its exports alike. */
export class DossierFilterQuery {
  @IsOptional()
  @Matches(LISTED_CODE, { message: 'system must be the code of a system' })
  system?: string;

  @IsOptional()
  @Matches(/^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,63}$/u, { message: 'unit must be the code of a unit' })
  unit?: string;

  @IsOptional()
  @Matches(/^[A-Z_]{1,40}$/, { message: 'status must be a status such as IN_PROGRESS' })
  status?: string;

  @IsOptional()
  @Matches(/^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/, { message: 'procedure must be a national code such as 1.001193' })
  procedure?: string;

  @IsOptional()
  @IsIn(CHANNELS)
  channel?: (typeof CHANNELS)[number];

  @IsOptional()
  @Matches(DAY, { message: 'receivedFrom must be a day such as 2026-11-24' })
  receivedFrom?: string;

  @IsOptional()
  @Matches(DAY, { message: 'receivedTo must be a day such as 2026-11-24' })
  receivedTo?: string;

  @IsOptional()
  @Matches(DAY, { message: 'dueFrom must be a day such as 2026-11-24' })
  dueFrom?: string;

  @IsOptional()
  @Matches(DAY, { message: 'dueTo must be a day such as 2026-11-24' })
  dueTo?: string;

  @IsOptional()
  @IsIn(FLAGS)
  overdue?: (typeof FLAGS)[number];

  @IsOptional()
  @IsIn(FLAGS)
  deleted?: (typeof FLAGS)[number];

  /** Words of a name, or the number of a dossier; its last four digits are enough. Never a personal number. */
  @IsOptional()
  @Length(2, 200, { message: 'q must have 2 to 200 characters' })
  q?: string;
}

/** Query of the list of dossiers. */
export class DossiersQuery extends DossierFilterQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_ROWS)
  limit = 50;

  /** `next` of the page before. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{8,200}$/, { message: 'after must be the "next" of a page of this list' })
  after?: string;
}

/** What POST /v1/dossiers/:id/look takes. */
export class LookBody {
  @IsIn(PURPOSES, { message: `purpose must be one of ${PURPOSES.join(', ')}` })
  purpose!: (typeof PURPOSES)[number];
}

/** What POST /v1/dossiers/search takes: a personal number stands in no address, and its look has a purpose. */
export class PersonSearchBody {
  @Matches(/^[\p{L}\p{N} .-]{6,40}$/u, { message: 'personId must be a personal number of 6 to 40 characters' })
  personId!: string;

  @IsIn(PURPOSES, { message: `purpose must be one of ${PURPOSES.join(', ')}` })
  purpose!: (typeof PURPOSES)[number];

  @Omittable()
  @IsInt()
  @Min(1)
  @Max(MAX_ROWS)
  limit = 50;

  @Omittable()
  @MaxLength(200)
  @Matches(/^[A-Za-z0-9_-]{8,200}$/, { message: 'after must be the "next" of a page of this search' })
  after?: string;
}
