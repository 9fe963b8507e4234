import { retryAfterMs } from './retry-after';

describe(retryAfterMs, () => {
  it.each([
    ['7', undefined, 7_000],
    ['0', undefined, 0],
    ['Thu, 01 Jan 2026 00:01:30 GMT', 'Thu, 01 Jan 2026 00:00:00 GMT', 90_000],
    ['Thu, 01 Jan 2026 00:00:00 GMT', 'Thu, 01 Jan 2026 00:01:30 GMT', 0],
    ['-7', undefined, undefined],
    ['1.5', undefined, undefined],
    ['soon', undefined, undefined],
    [undefined, undefined, undefined],
  ])('of %s, answered at %s, is %s', (written, date, ms) => {
    expect(retryAfterMs(written, date)).toBe(ms);
  });

  it('takes our own clock where the answer tells none', () => {
    const written = new Date(Date.now() + 60_000).toUTCString();
    expect(retryAfterMs(written, undefined)).toBeGreaterThan(50_000);
  });
});
