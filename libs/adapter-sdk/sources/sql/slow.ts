import { Fault } from '@lienthong/canonical';

/** A statement was cut by the database itself. */
export function slow(system: string): Fault {
  const mend = 'Have an index made on the column of the change time, followed by the key, or raise the setting';
  return new Fault('LT-LINK-3', `${system}: a statement took longer than the setting statementMs. ${mend}.`);
}
