import {
  Body,
  ConflictException,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import { Access, Who, type Principal } from '@lienthong/platform';
import { ApiKeys, type ApiKey } from '@lienthong/storage';
import { listPage, type ListPage } from '../list-query';
import { Answers } from '../openapi/answers';
import { digestOfKey, newKey } from './key';
import { checkedKey, KeyBody, KeysQuery } from './key-body';

/** Keys of programs: scoped, expiring, revocable, and shown once. */
@Controller('v1/keys')
@Access([], 'whole')
export class KeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Get()
  @Answers({ about: 'The keys of programs, by name; never the keys themselves', schema: 'KeyList' })
  async list(@Query() { after, limit }: KeysQuery): Promise<ListPage<ApiKey>> {
    return listPage(await this.keys.after(after ?? '', limit + 1), limit, ({ name }) => name);
  }

  /** The answer holds the key; it is kept nowhere and cannot be shown again. */
  @Post()
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  @Answers({ about: 'A new key, shown this once', schema: 'NewKey', status: 201, problems: [409] })
  async create(@Body() body: KeyBody, @Who() who: Principal): Promise<ApiKey & { readonly key: string }> {
    const draft = checkedKey(body);
    const key = newKey();
    const stored = await this.keys.create({ ...draft, createdBy: who.name, digest: digestOfKey(key) });
    if (!stored) throw new ConflictException('A key of that name was made before; a name is never used again.');
    return { ...stored, key };
  }

  /** Ends a key at once, for ever. */
  @Delete(':name')
  @Answers({ about: 'The key, which is taken no longer', schema: 'Key', absent: true })
  async revoke(@Param('name') name: string): Promise<ApiKey> {
    const key = name.includes('\u0000') ? undefined : await this.keys.revoke(name);
    if (!key) throw new NotFoundException('There is no key of that name.');
    return key;
  }
}
