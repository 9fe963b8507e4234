import { dossierId } from '@lienthong/canonical';
import { RECORDS } from '@lienthong/messaging';
import type { Installation } from '../../support/installation';
import { expectedFigures, idOf, municipalExports, writeExport, type Export } from '../../support/municipal-exports';
import { topicKeys } from '../../support/topic-dump';
import { eventWith, extent, figuresBySql, load, momentsOf } from './figures';

/** So many cases of each log make the short load. */
export const CASES = 60;
const SYSTEMS = ['first-1', 'first-2', 'first-3'];
const MIDNIGHT = /T00:00:00/;
const SECOND = /T\d\d:\d\d:(?!00)/;

/** Figures of a load, compared with the files, the tables and the topic. */
export function loading(at: Installation): void {
  let logs: Export[];
  let folder: string;

  beforeAll(async () => {
    logs = await municipalExports(CASES);
    folder = at.exports('first');
    for (const log of logs) writeExport(folder, log);
  });

  it('ends with one line that holds what the files hold', async () => {
    const expected = { systems: 3, ...expectedFigures(logs), parked: 0, ledgerBalanced: true };
    const { code, stdout } = await at.cli('load', 'municipal', '--dir', folder, '--json');
    expect(stdout).toBe(`${JSON.stringify(expected)}\n`);
    expect(code).toBe(0);
  });

  it('has stored what the line says, counted in the documents and in the topic by a client of another make', async () => {
    const expected = expectedFigures(logs);
    expect(await figuresBySql(at, SYSTEMS)).toEqual({ systems: 3, ...expected });
    const keys = await topicKeys(at, RECORDS);
    expect(new Set(keys).size).toBe(expected.dossiers);
    const ids = logs.flatMap(({ cases }, index) => cases.map((text) => dossierId(`first-${index + 1}`, idOf(text))));
    expect(new Set(keys)).toEqual(new Set(ids));
  });

  it('says of a time that is known by day only that it is a day', async () => {
    for (const [index, log] of logs.entries()) {
      const system = `first-${index + 1}`;
      const { text, event } = eventWith(log, MIDNIGHT);
      const moments = (await momentsOf(at, system, text)).get(event.step);
      expect(moments).toContainEqual({ at: event.time.slice(0, 10), precision: 'DAY' });
    }
    const { text, event } = eventWith(logs[0]!, SECOND);
    const moments = (await momentsOf(at, 'first-1', text)).get(event.step) ?? [];
    const instants = moments.map((moment) => [moment.precision, Date.parse(moment.at)]);
    expect(instants).toContainEqual(['SECOND', Date.parse(event.time)]);
  });

  it('adds nothing when it is loaded again', async () => {
    const before = await extent(at);
    expect(await load(at, folder)).toEqual({ systems: 3, ...expectedFigures(logs), parked: 0, ledgerBalanced: true });
    expect(await extent(at)).toEqual(before);
  });
}
