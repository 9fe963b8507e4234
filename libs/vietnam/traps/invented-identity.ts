import type { Dossier } from '@lienthong/canonical';
import { readDossierCode } from '../values/dossier-code';
import type { Detector, Trap } from './trap';

/** The range numbers are drawn from, 10000 to 99999, behind the day of a dossier code. */
const DRAWN = /-\d{6}-[1-9]\d{4}$/;
/** Characters of the number and the hyphen before it: most codes are told by this alone. */
const TAIL = 6;
/** The row id of a table names no dossier to anybody. */
const ROW = 'row-id';

/**
 * A dossier with a second identity: where the local number lacks the code of the province, a provincial system tells the
 * national portal `{agency}-{yyMMdd}-{random of five digits}` instead (read in its code).
 */
export const INVENTED_IDENTITY: Trap = {
  code: 'INVENTED_IDENTITY',
  severity: 'WARNING',
  rule: 'a dossier code with a number of five digits stands beside a local number: it may have been invented for the national portal',
};

/** Five digits without another number beside them. An agency may simply have begun to count there. */
export const CODE_MAY_BE_SECOND: Trap = {
  code: 'CODE_MAY_BE_SECOND',
  severity: 'INFO',
  rule: 'a number of five digits may be a second identity, drawn at random for the national portal',
};

/** Looks at the numbers of a dossier, and at those of the same matter elsewhere. */
export const inventedIdentity: Detector = ({ identifiers, references = [] }, report) => {
  for (let at = 0; at < identifiers.length; at += 1) {
    const trap = trapOf(identifiers[at]?.value ?? '', identifiers);
    if (trap !== undefined) report(trap, `/identifiers/${at}/value`);
  }
  for (let at = 0; at < references.length; at += 1) {
    const { value = '', relation } = references[at] ?? {};
    const trap = relation === 'SAME' ? trapOf(value, identifiers) : undefined;
    if (trap !== undefined) report(trap, `/references/${at}/value`);
  }
};

function trapOf(value: string, identifiers: Dossier['identifiers']): Trap | undefined {
  if (value.at(-TAIL) !== '-' || !DRAWN.test(value)) return undefined;
  const read = readDossierCode(value);
  if (!('value' in read)) return undefined;
  const { root } = read.value.agency;
  const isLocal = (one: Dossier['identifiers'][number]): boolean =>
    one.scheme !== ROW && one.value !== value && !one.value.toUpperCase().includes(root);
  return identifiers.some(isLocal) ? INVENTED_IDENTITY : CODE_MAY_BE_SECOND;
}
