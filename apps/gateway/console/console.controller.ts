import { Controller, Get, NotFoundException, Res } from '@nestjs/common';
import { Access } from '@lienthong/platform';
import { consoleFolder } from './console-files';

/** Paths that the console shows a page at; what it shows there it fetches under /v1, where every route has its own rule. */
const PAGES = ['/', 'sign-in/*', 'systems', 'systems/*', 'dossiers', 'dossiers/*', 'parked', 'demo'];

interface Reply {
  sendFile(name: string): unknown;
}

/** The console's one document. It holds no data. */
@Controller()
@Access('public')
export class ConsoleController {
  private readonly isBuilt = consoleFolder() !== undefined;

  @Get(PAGES)
  page(@Res() reply: Reply): unknown {
    if (!this.isBuilt) throw new NotFoundException('The console is not built. Run npm run build.');
    return reply.sendFile('index.html');
  }
}
