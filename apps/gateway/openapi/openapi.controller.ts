import { Controller, Get, Inject } from '@nestjs/common';
import { Access } from '@lienthong/platform';
import { Answers } from './answers';
import type { Json } from './input';

/** Token of the description. */
export const OPENAPI = Symbol('OpenApi');

/** The description of the API, for programs. */
@Controller('v1/openapi.json')
@Access('public')
export class OpenApiController {
  constructor(@Inject(OPENAPI) private readonly document: Json) {}

  @Get()
  @Answers({ about: 'This description (OpenAPI 3.1)' })
  read(): Json {
    return this.document;
  }
}
