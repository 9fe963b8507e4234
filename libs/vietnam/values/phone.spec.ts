import { readPhones } from './phone';

const read = (text: string) =>
  readPhones(text).map((one) =>
    'value' in one ? [one.value.national, ...one.notes.map(({ code }) => code)] : [one.refused],
  );

describe(readPhones.name, () => {
  it.each<[string, string[][]]>([
    ['0912345678', [['0912345678']]],
    ['+84 912.345.678', [['0912345678']]],
    ['0084912345678', [['0912345678']]],
    ['84912345678', [['0912345678']]],
    ['(024) 3825 5555', [['02438255555']]],
    ['0438255555', [['02438255555', 'PHONE_RENUMBERED']]],
    ['01662345678', [['0362345678', 'PHONE_RENUMBERED']]],
    ['0123 456 7890', [['0834567890', 'PHONE_RENUMBERED']]],
    ['912345678', [['0912345678', 'PHONE_ZERO_RESTORED']]],
    ['1662345678', [['0362345678', 'PHONE_ZERO_RESTORED', 'PHONE_RENUMBERED']]],
    ['0912345678/0438255555', [['0912345678'], ['02438255555', 'PHONE_RENUMBERED']]],
    ['0912345678 hoặc 12', [['0912345678'], ['MALFORMED_PHONE']]],
    ['0912345678 - 0987654321', [['0912345678'], ['0987654321']]],
    ['01112345678', [['MALFORMED_PHONE']]],
    ['0612345678', [['MALFORMED_PHONE']]],
    ['', []],
  ])('%s', (text, numbers) => expect(read(text)).toEqual(numbers));

  it('gives the international form', () => {
    expect(readPhones('0912345678')[0]).toMatchObject({ value: { kind: 'MOBILE', international: '+84912345678' } });
    expect(readPhones('02438255555')[0]).toMatchObject({ value: { kind: 'LANDLINE', international: '+842438255555' } });
  });

  it.each([['0162', '032'], ['0169', '039'], ['0120', '070'], ['0121', '079'], ['0129', '082'], ['0186', '056'], ['0199', '059']])(
    '%s became %s in 2018',
    (before, now) => expect(read(`${before}1234567`)).toEqual([[`${now}1234567`, 'PHONE_RENUMBERED']]),
  ); // prettier-ignore
});
