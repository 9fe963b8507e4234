import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Principal } from '@lienthong/platform';
import { AtOnce } from './at-once';

const account = (name: string, via: Principal['via'] = 'key'): Principal => ({ name, role: 'auditor', scope: {}, via });
const answer = (): ServerResponse => new EventEmitter() as unknown as ServerResponse;

describe(AtOnce, () => {
  it('refuses the seventeenth request of one account, not of another, and takes it once an answer is over', () => {
    const atOnce = new AtOnce();
    const answers = Array.from({ length: 16 }, answer);
    for (const one of answers) atOnce.take(account('key:a'), one);
    expect(() => atOnce.take(account('key:a'), answer())).toThrow('16 requests of this account are under way');
    expect(() => atOnce.take(account('key:b'), answer())).not.toThrow();
    answers[0]?.emit('close');
    expect(() => atOnce.take(account('key:a'), answer())).not.toThrow();
    expect(() => atOnce.take(account('key:a'), answer())).toThrow();
  });

  it('does not bound the token of the installation', () => {
    const atOnce = new AtOnce();
    for (let n = 0; n < 100; n += 1) atOnce.take(account('token', 'token'), answer());
  });
});
