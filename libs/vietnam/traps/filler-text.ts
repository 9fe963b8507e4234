import type { Detector, Trap } from './trap';

/** A subject that a program writes where nobody wrote one: "attached". */
const SUBJECT = /^\s*[dđ][ií]nh[\s_-]?k[eè]m[\s.]*$/iu;
/** A rank ("specialist") where the name of an officer belongs. */
const OFFICER = /^\s*chuy[eê]n[\s_-]?vi[eê]n[\s.]*$/iu;
/** The code that a provincial system gives for every fee. */
const FEE = '1';

/**
 * Constants of a program instead of what somebody knew: subject `Dinhkem`, officer `Chuyên viên`, fee `1` (read in the
 * code of a provincial system). Of a fee only the name counts: `1` as its key may be the number of a row.
 */
export const FILLER_TEXT: Trap = {
  code: 'FILLER_TEXT',
  severity: 'INFO',
  rule: 'the text is one that a program writes where nobody wrote any',
};

/** One step and one fee are enough: such a program writes the same everywhere. */
export const fillerText: Detector = ({ subject, handler, timeline, fees = [] }, report) => {
  if (subject !== undefined && SUBJECT.test(subject)) report(FILLER_TEXT, '/subject');
  if (isRank(handler?.name)) report(FILLER_TEXT, '/handler/name');
  for (let at = 0; at < timeline.length; at += 1)
    if (isRank(timeline[at]?.actor?.name)) {
      report(FILLER_TEXT, `/timeline/${at}/actor/name`);
      break;
    }
  const fee = fees.findIndex(({ name }) => name === FEE);
  if (fee >= 0) report(FILLER_TEXT, `/fees/${fee}/name`);
};

function isRank(name: string | undefined): boolean {
  return name !== undefined && OFFICER.test(name);
}
