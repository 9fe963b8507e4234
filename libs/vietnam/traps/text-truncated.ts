import type { Detector, Report, Trap } from './trap';

/** What a provincial system cuts texts at before it adds three points, to stay under 50, 1000 and 4000 characters. */
const CUTS = new Set([46, 995, 3995]);
const POINTS = ['...', '…'];
const SHORTEST = 46;

/** Text cut at 46, 995 or 3995 characters with points behind it (read in the code of a provincial system). */
export const TEXT_TRUNCATED: Trap = {
  code: 'TEXT_TRUNCATED',
  severity: 'INFO',
  rule: 'the text has the length at which a program cuts it off and puts points behind it',
};

/** Looks at the texts that people write, and at names of officers and files. */
export const textTruncated: Detector = (dossier, report) => {
  const { subject, note, handler, result, timeline, supplements = [], components = [] } = dossier;
  look(subject, report, '/subject');
  look(note, report, '/note');
  look(handler?.name, report, '/handler/name');
  look(result?.name, report, '/result/name');
  for (let at = 0; at < timeline.length; at += 1) {
    if (isCut(timeline[at]?.note)) report(TEXT_TRUNCATED, `/timeline/${at}/note`);
    if (isCut(timeline[at]?.actor?.name)) report(TEXT_TRUNCATED, `/timeline/${at}/actor/name`);
  }
  supplements.forEach(({ content }, at) => look(content, report, '/supplements/*/content', at));
  components.forEach(({ name, file }, at) => {
    look(name, report, '/components/*/name', at);
    look(file?.name, report, '/components/*/file/name', at);
  });
};

/** The pointer is written only where it is needed: `*` is the index. */
function look(text: string | undefined, report: Report, pointer: string, at = 0): void {
  if (isCut(text)) report(TEXT_TRUNCATED, pointer.replace('*', String(at)));
}

/** The length before the points, or with them where the program counted them in. */
function isCut(text: string | undefined): boolean {
  if (text === undefined || text.length < SHORTEST) return false;
  const points = POINTS.find((end) => text.endsWith(end));
  return points !== undefined && (CUTS.has(text.length - points.length) || CUTS.has(text.length));
}
