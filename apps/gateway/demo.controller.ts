import { Body, Controller, Get, Inject, NotFoundException, Param, Put } from '@nestjs/common';
import { Fault } from '@lienthong/canonical';
import { Access, CONFIGURATION, type Configuration } from '@lienthong/platform';
import { IsIn } from 'class-validator';
import { Answers } from './openapi/answers';

const DEADLINE_MS = 5_000;

/** How a district can be; `dead` refuses connections. */
const MODES = ['well', 'slow', 'failing', 'hanging', 'dead'] as const;

/** What PUT /v1/demo/:system takes. */
export class DemoBody {
  @IsIn(MODES, { message: `mode must be one of ${MODES.join(', ')}` })
  mode!: (typeof MODES)[number];
}

/** A district of the demo city as the city tells it. */
interface District {
  readonly code: string;
  /** Code of its system. */
  readonly system: string;
  readonly mode: string;
  readonly dossiers: number;
  readonly changes: number;
}

/** A district by the code of its system. */
type DemoDistrict = Omit<District, 'code'>;

/** The demo city: how its districts are, to break them and mend them. There is none outside `npm start`. */
@Controller('v1/demo')
@Access(['operator'], 'whole')
export class DemoController {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  @Get()
  @Answers({ about: 'The districts of the demo city, where there is one', schema: 'DistrictList', absent: true })
  async list(): Promise<{ items: DemoDistrict[] }> {
    const { items } = await this.ask<{ items: District[] }>('GET', '/districts');
    return { items: items.map(shown) };
  }

  @Put(':system')
  @Answers({ about: 'The district as it is from now on', schema: 'District', absent: true })
  async put(@Param('system') system: string, @Body() { mode }: DemoBody): Promise<DemoDistrict> {
    const { items } = await this.ask<{ items: District[] }>('GET', '/districts');
    const district = items.find((one) => one.system === system);
    if (!district) throw new NotFoundException('There is no district of that system in the demo city.');
    return shown(await this.ask<District>('PUT', `/districts/${district.code}`, { mode }));
  }

  /** @throws NotFoundException where no city runs, Fault LT-LINK-3 where it does not answer */
  private async ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const { LT_DEMO_CITY: city } = this.configuration;
    if (city === undefined) throw new NotFoundException('This installation has no demo city.');
    const signal = AbortSignal.timeout(DEADLINE_MS);
    try {
      const answer = await fetch(city + path, { method, signal, ...(body ? { body: JSON.stringify(body) } : {}) });
      if (answer.ok) return (await answer.json()) as Answer;
    } catch (cause) {
      throw new Fault('LT-LINK-3', 'The demo city does not answer. Start npm start again.', { cause });
    }
    throw new Fault('LT-LINK-3', 'The demo city refused what was asked. Start npm start again.');
  }
}

function shown({ system, mode, dossiers, changes }: District): DemoDistrict {
  return { system, mode, dossiers, changes };
}
