import { Controller, Get } from '@nestjs/common';
import { Access } from '@lienthong/platform';
import { Digest, type DigestAnswer } from './digest';

/** The digest of everything that is stored. */
@Controller('v1/digest')
@Access('operator')
export class DigestController {
  private running: Promise<DigestAnswer> | undefined;

  constructor(private readonly digest: Digest) {}

  /** Whoever asks while one is being made gets that one: it reads everything there is. */
  @Get()
  make(): Promise<DigestAnswer> {
    this.running ??= this.digest.make().finally(() => (this.running = undefined));
    return this.running;
  }
}
