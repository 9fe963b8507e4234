import { IsIn, IsObject, IsOptional, IsString, Length, Matches } from 'class-validator';
import { Omittable } from '../omittable';

/** Without control characters (\p{Cc}), in words that other programs' patterns know too. */
const PRINTABLE = /^[^\u0000-\u001f\u007f-\u009f]*$/;

/** What PUT /v1/systems/:code takes; what is left out stays as it is. Whether it is a demo is
 * nobody's to say here: personal values of a demo may be looked at. A secret given as `***` keeps the value that is stored. */
export class SystemBody {
  @IsString()
  @Length(1, 200)
  @Matches(PRINTABLE, { message: 'name must not hold control characters' })
  name!: string;

  @IsOptional()
  @IsString()
  @Length(1, 100)
  @Matches(PRINTABLE, { message: 'unit must not hold control characters' })
  unit?: string | null;

  @Matches(/^[a-z][a-z0-9-]{0,62}$/, { message: 'adapter must be the name of an adapter such as municipal-xes' })
  adapter!: string;

  @Omittable()
  @IsObject()
  settings: Record<string, unknown> = {};

  @Omittable()
  @IsIn(['ACTIVE', 'PAUSED'])
  state?: 'ACTIVE' | 'PAUSED';
}

/** What POST /v1/systems/check takes: a system that may not exist yet. With the code of one that does, `***` means its secret. */
export class CheckBody {
  @Omittable()
  @Matches(/^[a-z0-9][a-z0-9-]{1,62}$/, { message: 'code must be the code of a system' })
  code?: string;

  /** What else PUT takes is taken here too, and not looked at. */
  @Omittable()
  @IsString()
  @Length(1, 200)
  name?: string;

  @IsOptional()
  @IsString()
  @Length(1, 100)
  unit?: string | null;

  @Omittable()
  @IsIn(['ACTIVE', 'PAUSED'])
  state?: 'ACTIVE' | 'PAUSED';

  @Matches(/^[a-z][a-z0-9-]{0,62}$/, { message: 'adapter must be the name of an adapter such as municipal-xes' })
  adapter!: string;

  @Omittable()
  @IsObject()
  settings: Record<string, unknown> = {};
}
