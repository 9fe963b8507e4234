import { isTransient } from './sql-state';

const failed = (fields: object): Error => Object.assign(new Error('failed'), fields);

describe('isTransient', () => {
  it.each(['08006', '40001', '40P01', '53300', '57P01', '58030'])('waits at SQLSTATE %s', (code) => {
    expect(isTransient(failed({ code }))).toBe(true);
  });

  it.each(['23505', '42P01', '22021', '28P01'])('does not wait at SQLSTATE %s', (code) => {
    expect(isTransient(failed({ code }))).toBe(false);
  });

  it.each(['ECONNREFUSED', 'ETIMEDOUT', 'EAI_AGAIN', 'EPIPE'])('waits where the connection says %s', (code) => {
    expect(isTransient(failed({ code }))).toBe(true);
    expect(isTransient(failed({ driverError: { code } }))).toBe(true);
  });

  it('does not wait at an error of our own', () => {
    expect(isTransient(failed({}))).toBe(false);
    expect(isTransient({})).toBe(false);
  });
});
