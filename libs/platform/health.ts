import { Controller, Get, Header, Inject, ServiceUnavailableException, type Provider } from '@nestjs/common';
import { logState } from '@lienthong/messaging';
import type { Spine } from './spine';
import { registry } from './metrics';
import { Access } from './access';

const SPINE = Symbol('Spine');
const CHECK_MS = 3_000;
const KEPT_MS = 500;

/** Liveness, readiness and metrics of a process. They tell nothing of a dossier and need no token. */
@Controller()
@Access('public')
export class Health {
  static readonly controllers = [Health];

  private probe: Promise<{ database: string; kafka: string }> | undefined;

  constructor(@Inject(SPINE) private readonly spine: Spine) {}

  static provider(spine: Spine): Provider {
    return { provide: SPINE, useValue: spine };
  }

  /** The process runs. */
  @Get('health/live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Database and broker answer; 503 names the one that does not. */
  @Get('health/ready')
  async ready(): Promise<Record<string, string>> {
    // Anybody may ask, and asking Kafka costs a connection: whoever asks meanwhile, or just after, gets the same answer.
    this.probe ??= this.look();
    const state = await this.probe;
    const { database, kafka } = state;
    if (database !== 'ok' || kafka !== 'ok') throw new ServiceUnavailableException(state);
    return { status: 'ok', ...state };
  }

  private async look(): Promise<{ database: string; kafka: string }> {
    const [database, kafka] = await Promise.all([
      answers(() => this.spine.db.query('select 1')),
      answers(() => logState(this.spine.kafka, [])),
    ]);
    setTimeout(() => (this.probe = undefined), KEPT_MS).unref();
    return { database, kafka };
  }

  @Get('metrics')
  @Header('content-type', registry.contentType)
  metrics(): Promise<string> {
    return registry.metrics();
  }
}

async function answers(ask: () => Promise<unknown>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), CHECK_MS);
  });
  try {
    await Promise.race([ask(), late]);
    return 'ok';
  } catch {
    return 'away';
  } finally {
    clearTimeout(timer);
  }
}
