/** Invented XES logs for tests: the same number and seed give the same bytes. */

/** One case of a log; `revision` changes its events, so that it is a newer version of the same dossier. */
export interface InventedCase {
  readonly id: string;
  readonly revision: number;
}

const STEPS = ['01_HOOFD_010', '01_HOOFD_020', '01_HOOFD_180', '05_EIND_010', '08_AWB45_020'];

/** A whole log. */
export function xesLog(cases: readonly InventedCase[]): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>\n<log xes.version="1.0" xmlns="http://www.xes-standard.org/">\n${xesCases(cases)}\n</log>\n`;
}

/** The cases alone, as they stand in a log. */
export function xesCases(cases: readonly InventedCase[]): string {
  return cases.map(trace).join('\n');
}

/** How many events a case has. */
export function eventCount({ id, revision }: InventedCase): number {
  return 4 + (Number(id) % 9) + revision;
}

function trace({ id, revision }: InventedCase): string {
  const length = eventCount({ id, revision });
  const events = Array.from({ length }, (_, index) => event(Number(id), index)).join('\n');
  const status = revision > 0 ? 'G' : 'O';
  return `\t<trace>
		<string key="concept:name" value="${id}"/>
		<string key="caseStatus" value="${status}"/>
		<date key="startDate" value="2014-0${1 + (Number(id) % 9)}-11T00:00:00+02:00"/>
		<string key="Responsible_actor" value="${560000 + (Number(id) % 17)}"/>
${events}
	</trace>`;
}

function event(id: number, index: number): string {
  const at = `2014-0${1 + (id % 9)}-${String(11 + index).padStart(2, '0')}T${String(index % 24).padStart(2, '0')}:30:39+02:00`;
  const step = STEPS[(id + index) % STEPS.length] ?? '';
  return `		<event>
			<string key="concept:name" value="${step}"/>
			<string key="activityNameEN" value="step ${step}"/>
			<date key="time:timestamp" value="${at}"/>
			<string key="org:resource" value="${560000 + index}"/>
			<string key="lifecycle:transition" value="complete"/>
		</event>`;
}
