import { isPlaceholderId } from '../values/personal-id';
import type { Detector, Trap } from './trap';

const PEOPLE = ['child', 'mother', 'father', 'deceased', 'requester'] as const;

/**
 * A number that is typed or pushed where none is known: a provincial system sends `000000001` for every number that has
 * neither 9 nor 12 digits (read in its code). A mapping that reads personal numbers refuses it sooner, under this code.
 */
export const PLACEHOLDER_ID: Trap = {
  code: 'PLACEHOLDER_ID',
  severity: 'WARNING',
  rule: 'the number is one that is typed where none is known',
};

/** Looks at the numbers of every party and of everybody in an entry of civil status. */
export const placeholderId: Detector = ({ parties = [], civilStatus }, report) => {
  for (let at = 0; at < parties.length; at += 1) {
    const ids = parties[at]?.ids ?? [];
    for (let no = 0; no < ids.length; no += 1)
      if (isPlaceholderId(ids[no]?.value ?? '')) report(PLACEHOLDER_ID, `/parties/${at}/ids/${no}/value`);
  }
  if (civilStatus === undefined) return;
  for (const name of PEOPLE)
    if (isPlaceholderId(civilStatus[name]?.id ?? '')) report(PLACEHOLDER_ID, `/civilStatus/${name}/id`);
};
