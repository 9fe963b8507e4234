import { Controller, Get } from '@nestjs/common';
import { Access } from '@lienthong/platform';
import { Digest, type DigestAnswer } from './digest';
import { Answers } from './openapi/answers';

/** The digest of everything that is stored. */
@Controller('v1/digest')
@Access(['operator', 'auditor'], 'whole')
export class DigestController {
  private running: Promise<DigestAnswer> | undefined;

  constructor(private readonly digest: Digest) {}

  /** Whoever asks while one is being made gets that one: it reads everything there is. */
  @Get()
  @Answers({ about: 'One sum over everything that is stored', schema: 'Digest' })
  make(): Promise<DigestAnswer> {
    this.running ??= this.digest.make().finally(() => (this.running = undefined));
    return this.running;
  }
}
