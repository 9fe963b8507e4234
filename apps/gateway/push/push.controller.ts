import { Readable } from 'node:stream';
import {
  BadRequestException,
  ConflictException,
  Controller,
  Header,
  HttpCode,
  NotFoundException,
  Post,
  Query,
  Req,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { LineAnswers, type Adapter } from '@lienthong/adapter-sdk';
import { Access, counter, ownSystem, Who, type Principal } from '@lienthong/platform';
import { Systems, type SystemEntity } from '@lienthong/storage';
import { languageOf } from '../accept-language';
import { InstalledAdapters } from '../installed-adapters';
import { LISTED_CODE } from '../list-query';
import { Omittable } from '../omittable';
import { Answers } from '../openapi/answers';
import { problemOf } from '../problem-filter';
import { PushDoor } from './push-door';
import { lotsOf, NDJSON } from './pushed-lines';

interface Pushed {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Query of a push. */
class PushQuery {
  @Omittable()
  @Matches(LISTED_CODE, { message: 'system must be the code of a system' })
  system?: string;
}

const records = counter('lienthong_pushed_records_total', 'Records handed over, by what became of them.', [
  'system',
  'outcome',
]);

/** Records that a program of the vendor hands over. */
@Controller('v1/records')
@Access(['vendor'])
export class PushController {
  constructor(
    private readonly systems: Systems,
    private readonly adapters: InstalledAdapters,
    private readonly door: PushDoor,
  ) {}

  /** A line is answered once it is in the log; a call that is sent again hands nothing over twice. */
  @Post()
  @HttpCode(200)
  @Header('content-type', NDJSON)
  @ApiConsumes(NDJSON)
  @ApiBody({ description: 'Up to 10,000 lines, each a record as JSON; content-encoding: gzip is taken', schema: { type: 'string' } }) // prettier-ignore
  @Answers({
    about: 'Answers line by line, then how the call ended',
    schema: 'PushedLine',
    media: NDJSON,
    absent: true,
    problems: [408, 409, 413, 415],
  })
  async push(
    @Query() { system: code }: PushQuery,
    @Req() { body, headers }: Pushed,
    @Who() who: Principal,
  ): Promise<string> {
    const system = await this.system(code, who);
    const adapter = this.pushed(system);
    if (!(body instanceof Readable))
      throw new UnsupportedMediaTypeException(`Send a line of JSON for each record, as ${NDJSON}.`);
    const answers = new LineAnswers(system.code, adapter, this.adapters.mapper(adapter.name));
    try {
      for await (const lot of lotsOf(body, headers['content-encoding'])) {
        const items = await answers.look(lot);
        if (items.length > 0) answers.taken(await this.door.take(system, adapter, items));
      }
    } catch (error) {
      if (answers.count === 0) throw error;
      return answers.end(problemOf(error, languageOf(headers['accept-language'])));
    } finally {
      for (const [outcome, count] of Object.entries(answers.counts))
        records.inc({ system: system.code, outcome }, count);
    }
    return answers.end();
  }

  /** The system that the account is for; where there are several it has to be named. */
  private async system(code: string | undefined, { scope, ...who }: Principal): Promise<SystemEntity> {
    const [only, ...more] = scope.systems ?? [];
    const meant = code ?? (more.length === 0 ? only : undefined);
    if (meant === undefined)
      throw new BadRequestException('The account is for several systems. Name the one you push for: ?system=<code>.');
    const system = await this.systems.find(meant);
    if (!system || !ownSystem({ scope, ...who }, system))
      throw new NotFoundException('There is no system of that code.');
    return system;
  }

  private pushed({ code, state, adapter: name }: SystemEntity): Adapter {
    const adapter = this.adapters.installed(name);
    if (adapter.source.protocol?.kind !== 'push')
      throw new ConflictException(`System ${code} is read by us: its adapter ${name} has a source. Only a system whose adapter says "push" takes records.`); // prettier-ignore
    if (state !== 'ACTIVE')
      throw new ConflictException(`System ${code} is paused. Let an operator resume it, then send the lines again.`);
    return adapter;
  }
}
