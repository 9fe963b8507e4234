import { setTimeout as pause } from 'node:timers/promises';
import { Fault } from '@lienthong/canonical';
import { AskedToWait, Link, type LinkEvents, type LinkOptions } from './link';

const transient = new Fault('LT-LINK-3', 'reset');

describe(Link, () => {
  const links: Link[] = [];
  const linkWith = (options: LinkOptions, on: LinkEvents = {}): Link => {
    const link = new Link('test', { backoffMs: 1, ...options }, on);
    links.push(link);
    return link;
  };
  afterEach(() => links.splice(0).forEach((link) => link.close()));

  it('tries a transient fault again and tells it', async () => {
    const retry = jest.fn();
    const call = jest.fn().mockRejectedValueOnce(transient).mockRejectedValueOnce(transient).mockResolvedValue('x');
    await expect(linkWith({ retries: 2 }, { retry }).run('read', call)).resolves.toBe('x');
    expect(retry.mock.calls).toEqual([['read', 1], ['read', 2]]); // prettier-ignore
  });

  it('gives up after the last retry with the fault itself', async () => {
    const call = jest.fn().mockRejectedValue(transient);
    await expect(linkWith({ retries: 2 }).run('read', call)).rejects.toBe(transient);
    expect(call).toHaveBeenCalledTimes(3);
  });

  it.each([
    ['data', new Fault('LT-ADAPTER-5', 'damaged')],
    ['config', new Fault('LT-LINK-4', 'refused')],
    ['a bug', new TypeError('x is not a function')],
  ])('neither repeats nor counts %s', async (_kind, fault) => {
    const link = linkWith({ breaker: { volume: 1, percent: 1 } });
    const call = jest.fn().mockRejectedValue(fault);
    for (let at = 0; at < 5; at += 1) await expect(link.run('read', call)).rejects.toBe(fault);
    expect(call).toHaveBeenCalledTimes(5);
    expect(link.state).toBe('closed');
  });

  it('makes a system error a transient fault that names system and call', async () => {
    const reset = Object.assign(new Error('read ECONNRESET 10.0.0.1'), { code: 'ECONNRESET' });
    const run = linkWith({ retries: 0 }).run('read', () => Promise.reject(reset));
    await expect(run).rejects.toMatchObject({ code: 'LT-LINK-3', message: 'test: "read" failed with ECONNRESET.' });
  });

  it('cuts a call that hangs at its deadline, though it ignores its signal', async () => {
    const timeout = jest.fn();
    const started = Date.now();
    const run = linkWith({ deadlineMs: 30, retries: 1 }, { timeout }).run('read', () => new Promise(() => undefined));
    await expect(run).rejects.toMatchObject({ code: 'LT-LINK-1', kind: 'transient' });
    expect(timeout).toHaveBeenCalledTimes(2);
    expect(Date.now() - started).toBeLessThan(1_000);
  });

  it('opens after repeated failures, fails at once, and closes when the system answers again', async () => {
    const states: string[] = [];
    const link = linkWith(
      { retries: 0, breaker: { volume: 3, percent: 50, resetMs: 40 } },
      { state: (state) => states.push(state) },
    );
    const call = jest.fn().mockRejectedValue(transient);
    for (let at = 0; at < 3; at += 1) await expect(link.run('read', call)).rejects.toBe(transient);
    await expect(link.run('read', call)).rejects.toMatchObject({ code: 'LT-LINK-2' });
    expect(call).toHaveBeenCalledTimes(3);
    await pause(80);
    call.mockResolvedValue('back');
    await expect(link.run('read', call)).resolves.toBe('back');
    expect(states).toEqual(['open', 'half-open', 'closed']);
  });

  it('makes no call before the time a system asks to wait for', async () => {
    const link = linkWith({ retries: 1 });
    const times: number[] = [];
    const call = (): Promise<string> => {
      times.push(performance.now());
      return times.length === 1 ? Promise.reject(new AskedToWait('busy', 120)) : Promise.resolve('x');
    };
    const first = link.run('read', call);
    await pause(20);
    await Promise.all([first, link.run('other', call)]);
    const [asked = 0, ...after] = times;
    expect(after).toHaveLength(2);
    for (const at of after) expect(at - asked).toBeGreaterThanOrEqual(119);
  });

  it('fails at once, without a call, while the time to wait is longer than its deadline', async () => {
    const link = linkWith({ deadlineMs: 50, retries: 5 });
    const busy = new AskedToWait('busy', 150);
    const call = jest.fn().mockRejectedValueOnce(busy).mockResolvedValue('x');
    await expect(link.run('read', call)).rejects.toBe(busy);
    const message = 'test asks to wait 1 s; "read" was not tried.';
    await expect(link.run('read', call)).rejects.toMatchObject({ code: 'LT-LINK-3', message });
    expect(call).toHaveBeenCalledTimes(1);
    await pause(160);
    await expect(link.run('read', call)).resolves.toBe('x');
  });

  it('is not stopped for a day by one answer', async () => {
    const link = linkWith({ retries: 0 });
    await expect(link.run('read', () => Promise.reject(new AskedToWait('busy', 86_400_000)))).rejects.toThrow('busy');
    await expect(link.run('read', () => Promise.resolve('x'))).rejects.toThrow('asks to wait 900 s');
  });

  it('ends calls and pauses when it is closed', async () => {
    const link = linkWith({ backoffMs: 60_000, retries: 5 });
    const hanging = link.run('read', () => new Promise(() => undefined));
    const waiting = link.run('read', () => Promise.reject(transient));
    await pause(10);
    link.close();
    await expect(hanging).rejects.toMatchObject({ kind: 'transient' });
    await expect(waiting).rejects.toBeDefined();
  });
});
