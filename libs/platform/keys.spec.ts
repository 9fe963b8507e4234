import { randomBytes } from 'node:crypto';
import { MasterKey, commitContent, commitRaw, digestOf, entryKey, open, seal } from './keys';

const master = new MasterKey(Buffer.alloc(32, 7));
const DOSSIER = '11111111-1111-5111-8111-111111111111';

describe(seal.name, () => {
  it.each([1, 100])('opens what was sealed, for the same system, dossier, key and part (%d ×)', (times) => {
    const key = master.create(DOSSIER);
    const bytes = Buffer.from('<trace>Nguyễn Văn A</trace>'.repeat(times));
    const sealed = seal(key, 'a', 'raw', bytes);
    expect(sealed.data).not.toContain(bytes.toString('base64').slice(0, 12));
    expect(open(key, 'a', 'raw', sealed)).toEqual(bytes);
  });

  it.each([
    ['another system', 'b', 'raw'],
    ['another part', 'a', 'personal'],
  ] as const)('refuses %s', (_what, system, part) => {
    const key = master.create(DOSSIER);
    expect(() => open(key, system, part, seal(key, 'a', 'raw', Buffer.from('x')))).toThrow(
      expect.objectContaining({ code: 'LT-KEY-2' }),
    );
  });

  it('refuses altered bytes', () => {
    const key = master.create(DOSSIER);
    const sealed = seal(key, 'a', 'raw', randomBytes(200));
    const bytes = Buffer.from(sealed.data, 'base64');
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    expect(() => open(key, 'a', 'raw', { ...sealed, data: bytes.toString('base64') })).toThrow(
      expect.objectContaining({ code: 'LT-KEY-2' }),
    );
  });
});

describe(MasterKey.name, () => {
  it('unwraps its own keys, for their own dossier only', () => {
    const key = master.create(DOSSIER);
    const digest = digestOf(Buffer.from('x'));
    expect(commitRaw(master.unwrap(key.id, DOSSIER, master.wrap(key)), digest)).toBe(commitRaw(key, digest));
    expect(() => master.unwrap(key.id, DOSSIER.replace('1', '2'), master.wrap(key))).toThrow(
      expect.objectContaining({ code: 'LT-KEY-1' }),
    );
    expect(() => new MasterKey(Buffer.alloc(32, 8)).unwrap(key.id, DOSSIER, master.wrap(key))).toThrow(
      expect.objectContaining({ code: 'LT-KEY-1' }),
    );
  });

  it('commits with salts that belong to one key and one purpose', () => {
    const [a, b] = [master.create(DOSSIER), master.create(DOSSIER)];
    const digest = digestOf(Buffer.from('same'));
    expect(commitRaw(a, digest)).toBe(commitRaw(a, digest));
    expect(commitRaw(a, digest)).not.toBe(commitRaw(b, digest));
    expect(commitContent(a, 'same')).not.toBe(commitRaw(a, Buffer.from('same')));
    expect(entryKey(a, ['x', 'yz'])).not.toBe(entryKey(a, ['xy', 'z']));
  });
});
