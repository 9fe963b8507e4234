import { gzipSync } from 'node:zlib';
import { xesCases, xesLog } from './xes';
import { caseIds } from './invented-system';

/** A damaged export, and what must be told of it. Of what is sound in it, so many cases are stored. */
export interface BadExport {
  readonly name: string;
  readonly bytes: Buffer;
  /** Cases of the file that are stored all the same. */
  readonly stored: number;
  /** A fault of the file itself, as the ledger lists it. */
  readonly fault?: RegExp;
  /** What the file should have been. */
  readonly whole?: string;
  /** Records set aside, as `GET /v1/parked` lists them. */
  readonly parked?: readonly { cause: string; path?: RegExp; rule: RegExp; sample?: string }[];
}

/** Bytes of the case that is far too large. */
export const HUGE_BYTES = 40 * 1024 * 1024;
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const LOG = '<log xes.version="1.0" xmlns="http://www.xes-standard.org/">\n';

/** One of each kind of bad input; the first id is 30000 and each file has a thousand of its own. */
export function badExports(): BadExport[] {
  let first = 29_000;
  const cases = (count: number): string =>
    xesCases(caseIds((first += 1_000), count).map((id) => ({ id, revision: 0 })));
  const file = (name: string, text: string, rest: Omit<BadExport, 'name' | 'bytes'>): BadExport => ({
    name,
    bytes: Buffer.from(text),
    ...rest,
  });
  const log = (...parts: string[]): string => `${HEAD}${LOG}${parts.join('\n')}\n</log>\n`;
  const one = (id: string, inside: string): string =>
    `<trace>\n<string key="concept:name" value="${id}"/>\n<string key="caseStatus" value="G"/>\n${inside}\n</trace>`;
  const event = (step: string, time: string): string =>
    `<event>\n<string key="concept:name" value="${step}"/>\n<date key="time:timestamp" value="${time}"/>\n</event>`;
  const bomb = Array.from({ length: 9 }, (_, i) => `<!ENTITY b${i + 1} "${`&b${i};`.repeat(10)}">`).join('');
  const many = log(cases(400));
  const packed = gzipSync(Buffer.from(many));
  const three = cases(3);
  return [
    {
      name: '01-truncated.xes.gz', bytes: packed.subarray(0, packed.length >> 1), stored: NaN, whole: many,
      fault: /^TRUNCATED: the gzip archive is cut off$/,
    },
    file('02-malformed.xes', log(three, '<trace><string key="concept:name" value="31900"></trace>'), {
      stored: 3,
      whole: log(three),
      fault: /^MALFORMED: /,
    }),
    file('03-entity-bomb.xes', `${HEAD}<!DOCTYPE log [<!ENTITY b0 "ha">${bomb}]>\n${LOG}${one('32900', '<string key="parts" value="&b9;"/>')}</log>`, {
      stored: 0,
      whole: log(cases(1)),
      fault: /^DOCTYPE: a document type is not allowed$/,
    }),
    file('04-external-entity.xes', `${HEAD}<!DOCTYPE log [<!ENTITY e SYSTEM "file:///etc/hostname">]>\n${LOG}${one('33900', '<string key="parts" value="&e;"/>')}</log>`, {
      stored: 0,
      whole: log(cases(1)),
      fault: /^DOCTYPE: a document type is not allowed$/,
    }),
    file('05-no-id.xes', log('<trace><string key="caseStatus" value="G"/></trace>', cases(2)), {
      stored: 2,
      parked: [{ cause: 'IDENTITY_MISSING', rule: /identity/ }],
    }),
    file('06-no-date.xes', log(one('34900', event('01', '2014-13-45T99:00:00+01:00')), cases(2)), {
      stored: 2,
      parked: [
        {
          cause: 'MALFORMED_DATE',
          path: /^event\[1\]\/date\[@key=time:timestamp\]\/@value$/,
          rule: /must exist/,
          sample: '9999-99-99A99:99:99+99:99',
        },
      ],
    }),
    file('07-unknown-status.xes', log(one('35900', event('01', '2014-01-01T10:00:00+01:00')).replace('value="G"', 'value="T"')), { stored: 1 }),
    file('08-duplicate.xes', log(one('36900', `${event('01', '2014-01-01T10:00:00+01:00')}\n${event('01', '2014-01-01T10:00:00+01:00')}`), one('36901', ''), one('36901', '')), { stored: 2 }),
    file('09-out-of-order.xes', log(one('37900', ['03', '01', '02'].map((day) => event(day, `2014-01-${day}T10:00:00+01:00`)).join('\n'))), { stored: 1 }),
    file('10-characters.xes', log(one('38900', '<string key="parts" value="&#0;"/>'), one('38901', '<string key="parts" value="&#xD800;"/>'), cases(2)), {
      stored: 2,
      parked: [
        { cause: 'MALFORMED', path: /^line 4 column \d+$/, rule: /invalid character entity/ },
        { cause: 'MALFORMED', path: /^line 4 column \d+$/, rule: /invalid character entity/ },
      ],
    }),
    file('11-huge-case.xes', log(one('39900', `<string key="parts" value="${'a'.repeat(HUGE_BYTES)}"/>`), cases(2)), {
      stored: 2,
      parked: [{ cause: 'TOO_LARGE', rule: /at most \d+ bytes/ }],
    }),
    file('12-empty.xes', '', { stored: 0, whole: log(cases(1)), fault: /^EMPTY: the file has no bytes$/ }),
    file('99-sound.xes', xesLog([{ id: '49000', revision: 0 }, { id: '49001', revision: 0 }]), { stored: 2 }),
  ]; // prettier-ignore
}
