import { Body, Controller, Get, HttpCode, NotFoundException, Param, Post, Put, Query, Res } from '@nestjs/common';
import { systemCode } from '@lienthong/canonical';
import { Access } from '@lienthong/platform';
import { SystemProgress, Systems, type Progress, type SystemChange, type SystemEntity } from '@lienthong/storage';
import { InstalledAdapters } from './installed-adapters';
import { listPage, SystemsQuery, type ListPage } from './list-query';
import { CheckBody, SystemBody } from './system-body';
import { trial, type TrialResult } from './trial';

/** A system as the API shows it: secrets masked, the numbers of its order left out. */
type SystemView = Omit<SystemEntity, 'sourceEpoch'>;

/** The systems that are connected, and how far each has come. */
@Controller('v1/systems')
@Access('operator')
export class SystemsController {
  constructor(
    private readonly systems: Systems,
    private readonly progresses: SystemProgress,
    private readonly adapters: InstalledAdapters,
  ) {}

  @Get()
  async list(@Query() { after, limit }: SystemsQuery): Promise<ListPage<SystemView>> {
    const rows = await this.systems.after(after ?? '', limit + 1);
    return listPage(
      rows.map((row) => this.view(row)),
      limit,
      (row) => row.code,
    );
  }

  @Get(':code')
  async one(@Param('code') code: string): Promise<SystemView> {
    return this.view(await this.found(code));
  }

  /** Creates or changes a system; it is picked up without a restart. */
  @Put(':code')
  async put(
    @Param('code') code: string,
    @Body() body: SystemBody,
    @Res({ passthrough: true }) reply: { status(code: number): unknown },
  ): Promise<{ change: SystemChange; system: SystemView }> {
    const { name, unit, adapter, state, demo } = body;
    const stored = await this.systems.find(systemCode(code));
    const settings = this.adapters.checked(adapter, code, body.settings, stored?.settings ?? {});
    const change = await this.systems.save({ code, name, unit, adapter, settings, state, demo });
    reply.status(change === 'created' ? 201 : 200);
    return { change, system: await this.one(code) };
  }

  /** Looks at a source without storing anything: settings, line, key, and whether what comes can be mapped. */
  @Post('check')
  @HttpCode(200)
  async check(@Body() { code, adapter, settings }: CheckBody): Promise<TrialResult> {
    const stored = code === undefined ? undefined : await this.systems.find(code);
    const name = code ?? 'new-system';
    const known = stored?.adapter === adapter ? stored.settings : {};
    const checked = this.adapters.checked(adapter, name, settings, known);
    return trial(this.adapters.installed(adapter), name, checked);
  }

  /** Stops reading a system; what was read stays. */
  @Post(':code/pause')
  @HttpCode(200)
  pause(@Param('code') code: string): Promise<SystemView> {
    return this.change(code, 'PAUSED');
  }

  /** Goes on reading a system where it was left. */
  @Post(':code/resume')
  @HttpCode(200)
  resume(@Param('code') code: string): Promise<SystemView> {
    return this.change(code, 'ACTIVE');
  }

  @Get(':code/progress')
  async progress(@Param('code') code: string): Promise<Progress> {
    const { code: known } = await this.found(code);
    return this.progresses.of(known);
  }

  private async change(code: string, state: SystemEntity['state']): Promise<SystemView> {
    const { code: known } = await this.found(code);
    await this.systems.setState(known, state);
    return this.one(known);
  }

  private async found(code: string): Promise<SystemEntity> {
    const system = code.includes('\u0000') ? undefined : await this.systems.find(code);
    if (!system) throw new NotFoundException('There is no system of that code.');
    return system;
  }

  private view({ sourceEpoch: _, ...system }: SystemEntity): SystemView {
    return { ...system, settings: this.adapters.shown(system.adapter, system.settings) };
  }
}
