import { join } from 'node:path';
import { loadAdapter, samplesOf } from '@lienthong/adapter-sdk/testing';
import type { Say } from '../say';
import { Stop } from '../stop';
import { FakeGateway, LINE_FAULTS, type LineFault, type ServedCall } from './fake-gateway';
import { adapterFolder, countOf } from './words';

/** What a person may say about the gateway that is played. */
export interface ServeOptions {
  readonly port?: string;
  readonly fault?: string;
  readonly json?: boolean;
}

/** Plays a gateway for an adapter that is pushed, until Ctrl-C; tells each call. @throws Stop where that cannot be */
export async function serve(dir: string, { port = '0', fault, json = false }: ServeOptions, say: Say): Promise<void> {
  const folder = adapterFolder(dir);
  const adapter = loadAdapter(folder);
  if (adapter.source.protocol?.kind !== 'push') throw new Stop((tell) => tell('serveRead', { adapter: adapter.name }));
  const number = countOf('--port', port, 0, 65_535);
  const options = { port: number, fault: faultOf(fault), onCall: (call: ServedCall) => console.log(json ? jsonOf(call) : told(call, say)) }; // prettier-ignore
  const gateway = await FakeGateway.open(adapter, options).catch((cause: unknown) => {
    const why = (cause as NodeJS.ErrnoException).code ?? 'error';
    throw new Stop((tell) => tell('serveTaken', { port: number, why }), { cause });
  });
  const { url, key } = gateway;
  const sample = samplesOf(folder)[0]?.input ?? join(folder, 'samples', 'case.in.ndjson');
  const command = `curl -H "authorization: Bearer ${key}" -H "content-type: application/x-ndjson" --data-binary "@${sample}" ${url}/v1/records`; // prettier-ignore
  if (json) console.log(JSON.stringify({ url: `${url}/v1/records`, key, adapter: adapter.name }));
  else console.log(`${say('serving', { url, adapter: adapter.name, key })}\n${say('serveTry', { command })}`);
  await new Promise((resolve) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, resolve)));
  await gateway.close();
}

function faultOf(name: string | undefined): LineFault | undefined {
  if (name === undefined) return undefined;
  const fault = LINE_FAULTS.find((one) => one === name);
  if (fault === undefined)
    throw new Stop((tell) => tell('serveFaultUnknown', { fault: name, faults: LINE_FAULTS.join(', ') }));
  return fault;
}

/** The answers of a call, each an object, as the program gets them. */
function jsonOf(call: ServedCall): string {
  if (!('answer' in call)) return JSON.stringify(call);
  return JSON.stringify({ call: call.call, answers: linesOf(call.answer) });
}

/** A call in words: its counts, and each line that is parked or refused with the place and what would mend it. */
function told(call: ServedCall, say: Say): string {
  if ('fault' in call) return say('servedFault', call);
  if ('status' in call) return say('servedProblem', call);
  const answers = linesOf(call.answer);
  const { lines = 0, accepted = 0, same = 0, refused = 0 } = answers.at(-1) ?? {};
  const troubled = answers.filter((answer) => answer.parked ?? answer.refused);
  const parked = troubled.filter((answer) => answer.parked).length;
  const words = troubled.map(({ line = 0, parked: kept, refused: gone }) => {
    const { cause = '', field = '', path = '', rule = '', suggestion = '' } = kept ?? (gone as Trouble);
    return `    ${line}: ${[cause, field, path, rule].filter((part) => part !== '').join(' | ')}${suggestion && `\n      → ${suggestion}`}`; // prettier-ignore
  });
  return [say('served', { call: call.call, lines, accepted, same, refused: Number(refused), parked }), ...words].join('\n'); // prettier-ignore
}

interface Trouble {
  readonly cause?: string;
  readonly field?: string;
  readonly path?: string;
  readonly rule?: string;
  readonly suggestion?: string;
}

interface Answer {
  readonly line?: number;
  readonly lines?: number;
  readonly accepted?: number;
  readonly same?: number;
  readonly parked?: Trouble;
  /** A count in the last one. */
  readonly refused?: Trouble | number;
}

function linesOf(answer: string): Answer[] {
  return answer.trimEnd().split('\n').map((line) => JSON.parse(line) as Answer); // prettier-ignore
}
