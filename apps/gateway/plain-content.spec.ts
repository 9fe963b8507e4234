import { canonicalJson, splitPersonal, type Dossier } from '@lienthong/canonical';
import { MasterKey, entryKey, seal, type DataKey } from '@lienthong/platform';
import { plainContent } from './plain-content';

const ID = '11111111-2222-5333-8444-555555555555';
const master = new MasterKey(Buffer.alloc(32, 7));

/** A document as one installation would store it: its own data key, offsets and arrival. */
function stored(key: DataKey, offset: number, change: Record<string, unknown> = {}): string {
  const entry = (step: string): object => ({
    key: `${entryKey(key, [step])}-0`,
    step,
    occurredAt: { at: '2014-04-11', precision: 'DAY' },
    actor: { name: 'Bà Lan' },
  });
  const timeline = [entry('A'), entry('B')] as { key: string }[];
  const plain = {
    id: ID,
    system: 'gia-lam-onestop',
    deleted: false,
    identifiers: [{ scheme: 'dossier-code', value: '2013/17', source: 'gia-lam-onestop' }],
    status: { code: 'IN_PROGRESS', national: 4, raw: '4' },
    subject: 'Cấp giấy phép xây dựng',
    timeline: timeline.sort((a, b) => (a.key < b.key ? -1 : 1)),
    dueDates: [],
    findings: [],
    origin: { offset },
    ...change,
  } as unknown as Dossier;
  const { document, personal } = splitPersonal(plain);
  return JSON.stringify({
    ...document,
    personal: seal(key, 'gia-lam-onestop', 'personal', Buffer.from(JSON.stringify(personal))),
  });
}

const text = (document: string, key: DataKey | undefined): string => canonicalJson(plainContent(document, key));

describe(plainContent.name, () => {
  it('is the same under every key, offset and order of equal times', () => {
    const contents = Array.from({ length: 8 }, (_, offset) => {
      const key = master.create(ID);
      return text(stored(key, offset), key);
    });
    expect(new Set(contents).size).toBe(1);
    expect(contents[0]).toContain('Cấp giấy phép xây dựng');
    expect(contents[0]).toContain('Bà Lan');
  });

  it('differs when a sealed value differs', () => {
    const key = master.create(ID);
    expect(text(stored(key, 1, { subject: 'Khác' }), key)).not.toBe(text(stored(key, 1), key));
  });

  it('says so when the key is gone', () => {
    const content = text(stored(master.create(ID), 1), undefined);
    expect(content).toContain('"personal":"erased"');
    expect(content).not.toContain('Lan');
  });

  it('refuses values sealed under another key', () => {
    expect(() => plainContent(stored(master.create(ID), 1), master.create(ID))).toThrow('Sealed bytes');
  });

  it('is nothing where no version exists', () => {
    expect(plainContent(undefined, undefined)).toBeNull();
  });
});
