import { readAgencyCode, readDossierCode, readProcedureCode } from './dossier-code';

describe(readDossierCode.name, () => {
  it('takes both generations apart', () => {
    expect(readDossierCode('000.17.22.H56-210531-0001')).toEqual({
      value: {
        agency: { code: '000.17.22.H56', generation: 'QCVN102', root: 'H56' },
        receivedOn: '2021-05-31',
        sequence: 1,
        compact: '0001722H562105310001',
      },
      notes: [],
    });
    expect(readDossierCode(' g01.899.909-260916-890028 ')).toMatchObject({
      value: { agency: { generation: 'QD20', root: 'G01' }, sequence: 890028, compact: 'G01899909260916890028' },
    });
    expect(readDossierCode('H26.22-240229-0100')).toMatchObject({ value: { receivedOn: '2024-02-29' } });
  });

  it('reads dashes that a word processor made of hyphens', () => {
    expect(readDossierCode('H26.22 – 240229–0100')).toMatchObject({
      value: { agency: { code: 'H26.22' }, receivedOn: '2024-02-29', compact: 'H26222402290100' },
    });
  });

  it('hints at a second identity where the number has five digits', () => {
    expect(readDossierCode('H26.22-240229-52901')).toMatchObject({ notes: [{ code: 'CODE_MAY_BE_SECOND' }] });
  });

  it.each([
    'H26.22-230229-0100',
    'H26.22-241301-0100',
    'H26-22-0100',
    'H26.22-240229-01',
    'X-240229-0100',
    '2013/17',
    '',
  ])('refuses %s', (text) => expect(readDossierCode(text)).toMatchObject({ refused: 'MALFORMED_CODE' }));
});

describe(readAgencyCode.name, () => {
  it.each([['000.00.00.H26', 'QCVN102', 'H26'], ['H26.22.17', 'QD20', 'H26'], ['G12.18', 'QD20', 'G12'], ['H26', 'QD20', 'H26']])(
    '%s is of %s',
    (code, generation, root) => expect(readAgencyCode(code)).toMatchObject({ value: { code, generation, root } }),
  ); // prettier-ignore

  it.each(['000.00.00', 'H26.1234', '26.H', 'H26.1.2.3.4.5'])('refuses %s', (code) => {
    expect(readAgencyCode(code)).toMatchObject({ refused: 'MALFORMED_AGENCY' });
  });
});

describe(readProcedureCode.name, () => {
  it('tells a national one from a local one', () => {
    expect(readProcedureCode('1.001193')).toMatchObject({ value: { national: '1.001193', agency: undefined } });
    expect(readProcedureCode('1.010708.000.00.00.H56')).toMatchObject({
      value: { national: '1.010708', agency: { code: '000.00.00.H56', root: 'H56' } },
    });
  });

  it.each(['1001193', '1.00119', '1.001193.000.00', 'KS01'])('refuses %s', (code) => {
    expect(readProcedureCode(code)).toMatchObject({ refused: 'MALFORMED_PROCEDURE' });
  });
});
