import { Fault } from './errors';
import { choice, flag, list, number, secret, text } from './setting';
import { defineSettings, MASK } from './settings';

const spec = defineSettings({
  directory: text({ about: 'Folder that is read.', example: '/data/in' }),
  pollMs: number({ about: 'Pause between two polls.', default: 5000, min: 100, max: 60_000, whole: true }),
  on: flag({ about: 'Whether it is read.', default: true }),
  mode: choice(['full', 'since'], { about: 'How it is read.', default: 'full' }),
  token: secret({ about: 'Password.', optional: true }),
  brokers: list({ about: 'Addresses.', default: ['localhost:9092'] }),
});

describe(defineSettings.name, () => {
  it('coerces texts and fills in defaults, with types that follow', () => {
    const values = spec.parse({ directory: '/in', pollMs: '250', on: 'no', brokers: 'a:1, b:2', mode: '' });
    const typed: { directory: string; pollMs: number; on: boolean; mode: 'full' | 'since'; token: string | undefined } =
      values;
    expect(typed).toEqual({
      directory: '/in',
      pollMs: 250,
      on: false,
      mode: 'full',
      token: undefined,
      brokers: ['a:1', 'b:2'],
    });
  });

  it('names every fault at once, with rule and example, and never a value', () => {
    const parse = (): unknown =>
      spec.parse({ pollMs: '7s', on: 'maybe', mode: 'often', colour: 'red' }, 'System gia-lam');
    expect(parse).toThrow(Fault);
    expect(parse).toThrow(
      'System gia-lam: colour: is not a setting here; known are directory, pollMs, on, mode, token, brokers; ' +
        'directory: is missing; it must be a text (for example /data/in); pollMs: must be a whole number from 100 to 60000; ' +
        'on: must be true or false; mode: must be one of full, since.',
    );
  });

  it.each([99, 60_001, 250.5, Infinity, '0x', ' '])('refuses %p as a pause', (pollMs) => {
    expect(() => spec.parse({ directory: '/in', pollMs })).toThrow(/pollMs/);
  });

  it('describes each setting in order', () => {
    expect(spec.describe().map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ['directory', 'text', true], ['pollMs', 'number', false], ['on', 'flag', false],
      ['mode', 'choice', false], ['token', 'secret', false], ['brokers', 'list', false],
    ]); // prettier-ignore
  });

  it('masks a secret that is set', () => {
    expect(spec.mask({ directory: '/in', token: 'x' })).toEqual({ directory: '/in', token: MASK });
    expect(spec.mask({ token: undefined })).toEqual({ token: undefined });
  });
});
