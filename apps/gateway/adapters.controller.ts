import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import type { SettingRow } from '@lienthong/canonical';
import { Access } from '@lienthong/platform';
import { InstalledAdapters } from './installed-adapters';
import { Answers } from './openapi/answers';

/** An adapter as the API shows it: what its systems have to be told. */
interface AdapterView {
  readonly name: string;
  readonly about: string;
  readonly settings: readonly SettingRow[];
}

/** The adapters of this installation, with the settings a form needs. */
@Controller('v1/adapters')
@Access('signed-in')
export class AdaptersController {
  constructor(private readonly adapters: InstalledAdapters) {}

  @Get()
  @Answers({ about: 'The installed adapters, each with the settings a form needs', schema: 'AdapterList' })
  list(): { items: AdapterView[] } {
    return { items: this.adapters.list().map(view) };
  }

  @Get(':name')
  @Answers({ about: 'An adapter with the settings a form needs', schema: 'Adapter', absent: true })
  one(@Param('name') name: string): AdapterView {
    const adapter = this.adapters.find(name);
    if (!adapter) throw new NotFoundException('There is no adapter of that name.');
    return view(adapter);
  }
}

function view({ name, about, settings }: ReturnType<InstalledAdapters['list']>[number]): AdapterView {
  return { name, about, settings: settings.describe() };
}
