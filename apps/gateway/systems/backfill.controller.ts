import { ConflictException, Controller, HttpCode, NotFoundException, Param, Post } from '@nestjs/common';
import { Access, ownSystem, Who, type Principal } from '@lienthong/platform';
import { Restarts, Systems, type Restart } from '@lienthong/storage';
import { InstalledAdapters } from '../installed-adapters';
import { Answers } from '../openapi/answers';

/** Reading a source from its beginning again. */
@Controller('v1/systems')
@Access(['operator'])
export class BackfillController {
  constructor(
    private readonly systems: Systems,
    private readonly restarts: Restarts,
    private readonly adapters: InstalledAdapters,
  ) {}

  /** What is read again and says the same is not stored twice. The command is kept with who gave it. */
  @Post(':code/backfill')
  @HttpCode(202)
  @Answers({
    about: 'The command to read the source from its beginning; begun once `begunAt` is set',
    schema: 'Restart',
    status: 202,
    absent: true,
    problems: [409],
  })
  async backfill(@Param('code') code: string, @Who() who: Principal): Promise<Restart> {
    const system = code.includes('\u0000') ? undefined : await this.systems.find(code);
    if (!system || !ownSystem(who, system)) throw new NotFoundException('There is no system of that code.');
    if (this.adapters.find(system.adapter)?.source.protocol?.kind === 'push')
      throw new ConflictException(
        'The system is pushed: nothing can be asked of it. Let its program push its records again.',
      );
    return this.restarts.ask(system.code, who.name);
  }
}
