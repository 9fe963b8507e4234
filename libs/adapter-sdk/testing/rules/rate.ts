import { Fault } from '@lienthong/canonical';
import { played, briefLife } from '../fakes/life';
import { look, marks, missing } from '../fakes/look';
import { RestSoftware } from '../fakes/rest-software';
import type { Evidence, Rule, RuleFault, Subject } from '../rule';

const WAIT_MS = 1_000;
/** Clocks and timers of this machine may differ by so much. */
const TOLERANCE_MS = 20;

/** The software is not asked more often than it bears. */
export const rate: Rule = {
  code: 'RATE',
  about:
    'After an answer with Retry-After nothing is asked before that time, and then all is read; one request is under way at a time.',
  prove: async (subject) => {
    const { protocol } = subject.adapter.source;
    if (protocol?.kind === 'files') return { applies: false, because: 'files have no limit of requests' };
    if (protocol?.kind === 'sql') return { applies: false, because: 'a database has no limit of requests' };
    // Each waits a second of its own.
    const [first, ...others] = await Promise.all(ANSWERS.map((busy) => answered(subject, busy)));
    if (first?.applies !== true) return first ?? { applies: false, because: 'nothing is asked' };
    const faults = [first, ...others].flatMap((one) => (one.applies ? one.faults : []));
    return { applies: true, shown: `429 and 503 with Retry-After; ${first.shown}`, faults };
  },
};

function answered(subject: Subject, busy: Busy): Promise<Evidence> {
  return played(subject, async (software, faults) => {
    if (!(software instanceof RestSoftware)) return 'nothing was asked';
    const all = await briefLife(software);
    await asked(subject, software, busy, all, faults);
    await longer(subject, software, faults);
    const { mostAtOnce } = software;
    if (mostAtOnce > 1) faults.push({ place: 'requests', what: `${mostAtOnce} are under way at once` });
    return `${software.asked.length} requests, one at a time, one of which asked to wait longer than a call may take`;
  });
}

interface Busy {
  readonly name: string;
  readonly status: number;
  /** The header, by the software's clock. */
  readonly after: (nowMs: number) => string;
}

const ANSWERS: readonly Busy[] = [
  { name: '429 with seconds', status: 429, after: () => '1' },
  { name: '503 with a date', status: 503, after: (nowMs) => new Date(nowMs + WAIT_MS).toUTCString() },
];

/** The third answer asks to wait. */
async function asked(
  subject: Subject,
  software: RestSoftware,
  { name, status, after }: Busy,
  all: ReadonlySet<string>,
  faults: RuleFault[],
): Promise<void> {
  const times: number[] = [];
  software.trick = (_url, reply) => {
    times.push(performance.now());
    if (times.length !== 3) return undefined;
    reply.writeHead(status, { 'retry-after': after(software.now) }).end('{}');
    return true;
  };
  const { error, pages } = await look(subject, software, null, { retries: 2 });
  software.trick = () => undefined;
  const [busy = 0, next = Infinity] = times.slice(2);
  const place = `an answer ${name}`;
  const waited = Math.round(next - busy);
  if (waited < WAIT_MS - TOLERANCE_MS)
    faults.push({ place, what: `is followed by a request after ${waited} ms, and it asked to wait ${WAIT_MS} ms`, suggestion: 'ask through the link of the context' }); // prettier-ignore
  else if (error !== undefined) faults.push({ place, what: 'is not passed over after the wait' });
  else if (missing(all, marks(pages)) !== undefined) faults.push({ place, what: 'loses items' });
}

/** More than the deadline of a call: the call fails, and the next one is not even made. */
async function longer(subject: Subject, software: RestSoftware, faults: RuleFault[]): Promise<void> {
  let count = 0;
  software.trick = (_url, reply) => {
    count += 1;
    reply.writeHead(429, { 'retry-after': '60' }).end('{}');
    return true;
  };
  const context = { ...software.context({ retries: 2 }), signal: subject.signal };
  const errors = [await look(subject, software, null, { context }), await look(subject, software, null, { context })].map(({ error }) => error); // prettier-ignore
  context.link.close();
  software.trick = () => undefined;
  const place = 'an answer 429 that asks to wait 60 s';
  if (count > 1) faults.push({ place, what: `is followed by ${count - 1} requests at once` });
  if (!errors.every((error) => error instanceof Fault && error.kind === 'transient')) faults.push({ place, what: 'does not end as a transient fault' }); // prettier-ignore
}
