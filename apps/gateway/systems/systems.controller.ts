import {
  Body,
  Controller,
  ForbiddenException,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { systemCode } from '@lienthong/canonical';
import { Access, isScoped, narrow, ownSystem, Who, type Principal } from '@lienthong/platform';
import {
  ParkedRecords,
  SystemProgress,
  Systems,
  type MappingStops,
  type Progress,
  type SystemChange,
  type SystemEntity,
} from '@lienthong/storage';
import { InstalledAdapters } from '../installed-adapters';
import { listPage, SystemsQuery, type ListPage } from '../list-query';
import { Answers } from '../openapi/answers';
import { CertifiedAdapters } from './certified-adapters';
import { CheckBody, SystemBody } from './system-body';
import { trial, type TrialResult } from '../trial';

/** A system as the API shows it: secrets masked, the numbers of its order left out. */
export interface SystemView extends Omit<SystemEntity, 'sourceEpoch'> {
  /** Null where its mapping has failed on no record that still waits. */
  readonly mappingStops: MappingStops | null;
}

/** The systems that are connected, and how far each has come. */
@Controller('v1/systems')
@Access(['operator', 'unit', 'vendor', 'auditor'])
export class SystemsController {
  constructor(
    private readonly systems: Systems,
    private readonly progresses: SystemProgress,
    private readonly adapters: InstalledAdapters,
    private readonly certified: CertifiedAdapters,
    private readonly parked: ParkedRecords,
  ) {}

  @Get()
  @Answers({ about: 'The systems that are connected, by code', schema: 'SystemList' })
  async list(@Query() { after, limit }: SystemsQuery, @Who() who: Principal): Promise<ListPage<SystemView>> {
    const rows = await this.systems.after(after ?? '', limit + 1, narrow(who));
    return listPage(await this.views(rows), limit, (row) => row.code);
  }

  @Get(':code')
  @Answers({ about: 'A system, its secrets masked', schema: 'System', absent: true })
  async one(@Param('code') code: string, @Who() who: Principal): Promise<SystemView> {
    return this.view(await this.found(code, who));
  }

  /** Creates or changes a system; it is picked up without a restart. */
  @Access(['operator'])
  @Put(':code')
  @Answers({
    about: 'A system was created or changed',
    schema: 'SystemChange',
    created: true,
    absent: true,
    problems: [409],
  })
  async put(
    @Param('code') code: string,
    @Body() body: SystemBody,
    @Res({ passthrough: true }) reply: { status(code: number): unknown },
    @Who() who: Principal,
  ): Promise<{ change: SystemChange; system: SystemView }> {
    const { name, unit, adapter, state } = body;
    const stored = await this.systems.find(systemCode(code));
    // A new one lies within the scope by what it is to be; another's is not told from none.
    if (!ownSystem(who, stored ?? { code, unit: unit ?? null })) throw absent();
    if (unit !== undefined && !ownSystem(who, { code, unit }))
      throw new ForbiddenException('The unit lies outside of what the account may see.');
    const settings = this.adapters.checked(adapter, code, body.settings, stored?.settings ?? {});
    if (isScoped(who)) this.keepPlace(adapter, settings, stored);
    if (stored?.adapter !== adapter) await this.certified.assertCertified(adapter);
    const change = await this.systems.save({ code, name, unit, adapter, settings, state });
    reply.status(change === 'created' ? 201 : 200);
    return { change, system: await this.view(await this.found(code, who)) };
  }

  /** Looks at a source without storing anything: settings, line, key, and whether what comes can be mapped. */
  @Access(['operator'])
  @Post('check')
  @HttpCode(200)
  @Answers({ about: 'What a look at a source found; nothing is stored', schema: 'Trial', absent: true })
  async check(@Body() { code, adapter, settings }: CheckBody, @Who() who: Principal): Promise<TrialResult> {
    const stored = code === undefined ? undefined : await this.systems.find(code);
    const name = code ?? 'new-system';
    const isOwn = stored !== undefined && ownSystem(who, stored);
    if (isScoped(who) && !isOwn) throw absent();
    const isKnown = isOwn && stored.adapter === adapter;
    const checked = this.adapters.checked(adapter, name, settings, isKnown ? stored.settings : {});
    if (isScoped(who)) this.keepPlace(adapter, checked, stored);
    return trial(this.adapters.installed(adapter), name, checked);
  }

  /** Stops reading a system; what was read stays. */
  @Access(['operator'])
  @Post(':code/pause')
  @HttpCode(200)
  @Answers({ about: 'The system, which is read no longer', schema: 'System', absent: true })
  pause(@Param('code') code: string, @Who() who: Principal): Promise<SystemView> {
    return this.change(code, 'PAUSED', who);
  }

  /** Goes on reading a system where it was left. */
  @Access(['operator'])
  @Post(':code/resume')
  @HttpCode(200)
  @Answers({ about: 'The system, which is read again', schema: 'System', absent: true })
  resume(@Param('code') code: string, @Who() who: Principal): Promise<SystemView> {
    return this.change(code, 'ACTIVE', who);
  }

  @Get(':code/progress')
  @Answers({ about: 'How far a system has come', schema: 'Progress', absent: true })
  async progress(@Param('code') code: string, @Who() who: Principal): Promise<Progress> {
    const { code: known } = await this.found(code, who);
    return this.progresses.of(known);
  }

  /**
   * Where a system is read from decides whose dossiers become its own, and what of our network is reached: that is for
   * accounts that see everything.
   *
   * @throws ForbiddenException
   */
  private keepPlace(adapter: string, settings: Record<string, unknown>, stored: SystemEntity | undefined): void {
    if (stored?.adapter === adapter && this.adapters.readsTheSame(adapter, settings, stored.settings)) return;
    throw new ForbiddenException('An account that is limited to a part may not say where a system is read from.');
  }

  private async change(code: string, state: SystemEntity['state'], who: Principal): Promise<SystemView> {
    const { code: known } = await this.found(code, who);
    await this.systems.setState(known, state);
    return this.view(await this.found(known, who));
  }

  private async found(code: string, who: Principal): Promise<SystemEntity> {
    const system = code.includes('\u0000') ? undefined : await this.systems.find(code);
    if (!system || !ownSystem(who, system)) throw absent();
    return system;
  }

  private async view(row: SystemEntity): Promise<SystemView> {
    const [view] = await this.views([row]);
    if (!view) throw absent();
    return view;
  }

  private async views(rows: readonly SystemEntity[]): Promise<SystemView[]> {
    const stops = await this.parked.mappingStops(rows.map(({ code }) => code));
    return rows.map(({ sourceEpoch: _, ...system }) => ({
      ...system,
      settings: this.adapters.shown(system.adapter, system.settings),
      mappingStops: stops.get(system.code) ?? null,
    }));
  }
}

function absent(): NotFoundException {
  return new NotFoundException('There is no system of that code.');
}
