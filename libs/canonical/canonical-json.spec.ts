import { canonicalJson } from './canonical-json';

describe(canonicalJson.name, () => {
  it('writes the sample of RFC 8785 §3.2.2 as §3.2.3 does', () => {
    const sample = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/', // prettier-ignore
      literals: [null, true, false],
    };
    expect(canonicalJson(sample)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts keys by UTF-16 units, as in RFC 8785 §3.2.3', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'];
    const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 1])));
    expect([...text.matchAll(/("(?:[^"\\]|\\.)*"):1/g)].map((match) => JSON.parse(match[1]!) as string)).toEqual(
      sorted,
    );
  });

  it.each([
    [-0, '0'], [5e-324, '5e-324'], [-5e-324, '-5e-324'], [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'], [295147905179352830000, '295147905179352830000'], [9.999999999999997e22, '9.999999999999997e+22'],
    [1e23, '1e+23'], [Number('1.0000000000000001e+23'), '1.0000000000000001e+23'], [999999999999999700000, '999999999999999700000'],
    [1e21, '1e+21'], [9.999999999999997e-7, '9.999999999999997e-7'], [0.000001, '0.000001'], [333333333.33333325, '333333333.33333325'],
    [Number('-0.0000033333333333333333'), '-0.0000033333333333333333'], [Number('1424953923781206.2'), '1424953923781206.2'],
  ])('writes %p as RFC 8785 appendix B does', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  }); // prettier-ignore

  it.each([NaN, Infinity, '\ud800', { a: '\udead' }, { '\ud800': 1 }, 1n, () => 1])(
    'refuses what is no JSON',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code: 'LT-CONTRACT-1' }));
    },
  );

  it('leaves out what is undefined and keeps no order of its own', () => {
    const value = { b: [1, { z: 'đ', a: null }], a: undefined, c: '😀', '10': 1, '9': [] };
    expect(canonicalJson(value)).toBe('{"10":1,"9":[],"b":[1,{"a":null,"z":"đ"}],"c":"😀"}');
  });
});
