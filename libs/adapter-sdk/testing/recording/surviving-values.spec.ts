import { encodeText } from '@lienthong/vietnam';
import { hasSurvivor, survivorIn } from './surviving-values';

describe(hasSurvivor.name, () => {
  const look = { format: 'json' as const, charset: 'utf-8', keep: (path: string) => path === 'kept' };
  const raw = Buffer.from('{"kept":"Hà Nội","a":"Nguyễn Lan","c":"0912345678"}');

  it.each([
    ['whole', '{"b":["x nguyễn lan y"]}', true],
    ['as a word without its marks', '{"b":"ông NGUYEN"}', true],
    ['whole, as a number', '{"b":"gọi 0912345678"}', true],
    ['not at all', '{"b":"Jzệm Ntỉ"}', false],
    ['at a kept place', '{"kept":"Nguyễn Lan"}', false],
  ])('finds a value that is left %s', (_how, disguised, is) => {
    expect(hasSurvivor(raw, Buffer.from(disguised), look)).toBe(is);
  });
});

describe(survivorIn.name, () => {
  const values = [{ path: 'chu/hoTen', text: 'Trần Thị Mẫu' }, { path: 'so', text: '41234' }, { path: 'tien', text: '15000', why: 'an amount' }]; // prettier-ignore

  it.each([
    ['as it is', Buffer.from('x Trần Thị Mẫu y'), 'chu/hoTen'],
    ['decomposed', Buffer.from('Trần Thị Mẫu'.normalize('NFD')), 'chu/hoTen'],
    ['in capitals', Buffer.from('TRẦN THỊ MẪU'), 'chu/hoTen'],
    ['in TCVN3', encodeText('Trần Thị Mẫu', 'tcvn3')!, 'chu/hoTen'],
    ['in VNI', encodeText('Trần Thị Mẫu', 'vni')!, 'chu/hoTen'],
    ['in Base64', Buffer.from(Buffer.from('Trần Thị Mẫu, Hà Nội').toString('base64')), 'chu/hoTen'],
    ['as a number', Buffer.from('n=41234;'), 'so'],
    ['within a longer number', Buffer.from('9412340'), undefined],
    ['and may be', Buffer.from('15000'), undefined],
  ])('names the path of a value that is there %s', (_how, bytes, path) => {
    expect(survivorIn([Buffer.from('{}'), bytes], values, ['15000'])).toBe(path);
  });
});
