import { outcomeOf } from './catalogue';
import { unit } from './unit';

const on = { path: 'ngay', formats: ['dd/MM/yyyy'] };

describe(unit, () => {
  it.each([
    ['its name on that day', unit('ma', { on }), { ma: '00040', ngay: '01/06/2025' }, []],
    ['another name after 1 July 2025', unit('ma', { on }), { ma: '00040', ngay: '01/08/2025' }, undefined],
    [
      'the software calls it otherwise',
      unit('ma', { on, name: 'ten' }),
      { ma: '00040', ngay: '01/06/2025', ten: 'Xã Khác' },
      ['UNIT_NAME_DIFFERS'],
    ],
    ['no such code', unit('ma', { on }), { ma: '99999', ngay: '01/06/2025' }, ['UNIT_UNKNOWN']],
    ['no day', unit('ma', { on }), { ma: '00040' }, ['UNIT_WITHOUT_DAY']],
    ['a day before the table', unit('ma', { on }), { ma: '00040', ngay: '01/06/2015' }, ['UNIT_NOT_CHECKED']],
  ])('tells %s', (_what, field, item, findings) => {
    const outcome = outcomeOf(field, item);
    expect(outcome['value']).toMatchObject({ code: item.ma });
    if (findings !== undefined) expect(outcome['findings'] ?? []).toEqual(findings);
  });

  it('reads one code on two days as two units', () => {
    const name = (ngay: string) =>
      (outcomeOf(unit('ma', { on }), { ma: '00070', ngay })['value'] as { name?: string }).name;
    expect(name('30/06/2025')).not.toBe(name('01/07/2025'));
  });
});
