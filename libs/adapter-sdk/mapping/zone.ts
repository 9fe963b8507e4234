/** Offsets of an IANA zone, found once per year and remembered. */
export interface Zone {
  readonly name: string;
  /** Milliseconds that local time is ahead of UTC at an instant. */
  offsetAt(utcMs: number): number;
  /** The instants at which clocks show a local time (given as if it were UTC): none in a gap, two when put back. */
  instantsOf(localMs: number): number[];
}

const WEEK = 7 * 86_400_000;
const DAY = 86_400_000;
const zones = new Map<string, Zone>();

/** The zone of an IANA name; the same object each time. Throws RangeError for an unknown name. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = makeZone(name);
  zones.set(name, zone);
  return zone;
}

interface Span {
  from: number;
  offset: number;
}

function makeZone(name: string): Zone {
  const measure = measureIn(name);
  const years = new Map<number, Span[]>();
  const offsetAt = (utcMs: number): number => {
    const year = new Date(utcMs).getUTCFullYear();
    let spans = years.get(year);
    if (spans === undefined) years.set(year, (spans = spansOf(year, measure)));
    let offset = spans[0]?.offset ?? 0;
    for (const span of spans) {
      if (span.from > utcMs) break;
      offset = span.offset;
    }
    return offset;
  };
  const instantsOf = (localMs: number): number[] => {
    const before = offsetAt(localMs - DAY);
    const after = offsetAt(localMs + DAY);
    if (before === after) return [localMs - before];
    return [localMs - before, localMs - after].filter((utc) => utc + offsetAt(utc) === localMs);
  };
  return { name, offsetAt, instantsOf };
}

/** The offsets of one year, each with the instant it starts at; searched week by week, then to the second. */
function spansOf(year: number, measure: (utcMs: number) => number): Span[] {
  let from = Date.UTC(year, 0, 1);
  const end = Date.UTC(year + 1, 0, 1);
  const spans: Span[] = [{ from, offset: measure(from) }];
  while (from < end) {
    const to = Math.min(from + WEEK, end);
    const offset = measure(to);
    if (offset !== spans.at(-1)?.offset) {
      let low = from;
      let high = to;
      while (high - low > 1_000) {
        const middle = low + Math.floor((high - low) / 2_000) * 1_000;
        if (measure(middle) === offset) high = middle;
        else low = middle;
      }
      spans.push({ from: high, offset });
    }
    from = to;
  }
  return spans;
}

function measureIn(timeZone: string): (utcMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, era: 'short', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
    second: 'numeric', hourCycle: 'h23',
  }); // prettier-ignore
  return (utcMs) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(utcMs)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(utcMs / 1_000) * 1_000;
  };
}
