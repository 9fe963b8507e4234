import type { Adapter } from '@lienthong/adapter-sdk';
import { defineSettings, number, secret, text } from '@lienthong/canonical';
import { InstalledAdapters } from './installed-adapters';

const settings = defineSettings({
  address: text({ about: 'Address' }),
  password: secret({ about: 'Password' }),
  rows: number({ about: 'Rows', default: 100 }),
});
const office = { name: 'soap-office', settings } as unknown as Adapter;
const adapters = new InstalledAdapters(new Map([['soap-office', office]]));

describe(InstalledAdapters.name, () => {
  it('masks secrets and nothing else', () => {
    const shown = adapters.shown('soap-office', { address: 'http://office', password: 'pw', rows: 5 });
    expect(shown).toEqual({ address: 'http://office', password: '***', rows: 5 });
  });

  it('masks everything of an adapter that is no longer installed', () => {
    expect(adapters.shown('gone', { address: 'a', key: 'k' })).toEqual({ address: '***', key: '***' });
  });

  it('keeps the stored secret where the mask is given back', () => {
    const given = { address: 'http://new', password: '***' };
    const checked = adapters.checked('soap-office', 'hue', given, { address: 'http://old', password: 'pw' });
    expect(checked).toEqual({ address: 'http://new', password: 'pw' });
  });

  it('stores what was given, without defaults', () => {
    expect(adapters.checked('soap-office', 'hue', { address: 'a', password: 'b' }, {})).toEqual({
      address: 'a',
      password: 'b',
    });
  });

  it.each([
    [{ address: 'a' }, 'Settings of hue: password: is missing'],
    [{ address: 'a', password: '***' }, 'Settings of hue: password: is missing'],
    [{ address: 'a', password: 'b', rows: 'many' }, 'Settings of hue: rows: must be a number'],
    [{ address: 'a', password: 'b', colour: 'red' }, 'Settings of hue: colour: is not a setting here'],
  ])('refuses %p by the rule of its own spec', (given, message) => {
    expect(() => adapters.checked('soap-office', 'hue', given, {})).toThrow(message);
  });

  it('names the adapters there are', () => {
    expect(() => adapters.checked('other', 'hue', {}, {})).toThrow(
      'There is no adapter other; installed are: soap-office.',
    );
  });
});
