import type { ServerResponse } from 'node:http';
import { BadRequestException, Controller, Get, Headers, Res, ServiceUnavailableException } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Access, narrow, Who, type Principal } from '@lienthong/platform';
import { Answers } from '../openapi/answers';
import { EventStream } from './event-stream';

interface Reply {
  readonly raw: ServerResponse;
  hijack(): unknown;
}

const ID = /^\d{1,18}$/;

/** What changes, as it changes. */
@Controller('v1/events')
@Access(['operator', 'unit', 'vendor', 'auditor'])
export class EventsController {
  constructor(private readonly stream: EventStream) {}

  @Get()
  @ApiHeader({
    name: 'last-event-id',
    description: 'Goes on after this event; sent by browsers that come back',
    schema: { type: 'string', pattern: ID.source },
  })
  @Answers({
    about: 'Server-sent events: `dossier` (a listed dossier changed), `link`, `ready`, `reset` (read the list again)',
    media: 'text/event-stream',
  })
  async open(
    @Res() reply: Reply,
    @Who() who: Principal,
    @Headers('last-event-id') last: string | undefined,
  ): Promise<void> {
    if (last !== undefined && !ID.test(last))
      throw new BadRequestException('Last-Event-ID must be the id of an event of this stream.');
    const refusal = this.stream.refusal(who.name);
    if (refusal !== undefined) throw new ServiceUnavailableException(`${refusal} Try again later.`);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.on('error', () => raw.destroy());
    const { ready, close } = this.stream.open(
      raw,
      { name: who.name, scope: narrow(who) },
      last === undefined ? undefined : BigInt(last),
    );
    raw.on('close', close);
    // The head is on its way: a database that is away ends the stream, and the browser comes again.
    await ready.catch(() => raw.destroy());
  }
}
