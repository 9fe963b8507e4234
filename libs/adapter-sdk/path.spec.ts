import { AMBIGUOUS, nodesAt, valueAt } from './path';

const node = {
  date: [
    { '@key': 'planned', '@value': '1' },
    { '@key': 'due', '@value': '2' },
  ],
  twice: [{ '@key': 'a', '@value': 'x' }, { '@key': 'a', '@value': 'y' }, { '@key': 'b', '@value': 'z' }, { '@key': 'b', '@value': 'z' }], // prettier-ignore
  applicant: { name: 'Ân', age: 7, minor: false, none: null, '#text': 'ignored by deeper paths' },
  blank: { sub: ' ', main: 'x' },
  rows: [{ fee: [{ '#text': '5' }] }],
};

describe(valueAt, () => {
  it.each([
    ['date[@key=due]/@value', '2'],
    ['date[@key=none]/@value', undefined],
    ['twice[@key=a]/@value', AMBIGUOUS],
    ['twice[@key=b]/@value', 'z'],
    ['applicant/name', 'Ân'],
    ['applicant/age', '7'],
    ['applicant/minor', 'false'],
    ['applicant/none', undefined],
    ['rows/fee', '5'],
    ['date/@value', AMBIGUOUS],
    ['date[last]/@value', '2'],
    ['rows[last]/fee[last]', '5'],
    ['applicant[last]/name', 'Ân'],
    ['none[last]/name', undefined],
    ['constructor/name', undefined],
    ['toString', undefined],
    ['int[@key=due]/@value | date[@key=due]/@value', '2'],
    ['blank/sub | blank/main', 'x'],
    ['blank/sub | none', undefined],
    ['twice[@key=a]/@value | blank/main', AMBIGUOUS],
  ])('reads %s', (path, expected) => {
    expect(valueAt(path)(node)).toBe(expected);
  });

  it.each(['', '/a', 'a//b', 'a/', 'a[b]', 'a[b=c'])('refuses the path %j', (path) => {
    expect(() => valueAt(path)).toThrow(expect.objectContaining({ code: 'LT-ADAPTER-4' }));
  });
});

describe(nodesAt, () => {
  it('gives all nodes at a path in their order', () => {
    expect(nodesAt('date')(node)).toHaveLength(2);
    expect(nodesAt('rows/fee')(node)).toEqual([{ '#text': '5' }]);
    expect(nodesAt('none')(node)).toEqual([]);
  });
});
