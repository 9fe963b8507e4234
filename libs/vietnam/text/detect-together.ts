import { CHARSETS, type Charset } from './charset';
import { isPlausible, verdictOf, type DetectedText, type Verdict } from './detect';
import { readAs } from './reading';

/** Fewest lines that show a charset, and the share of those lines it must explain, before it decides for the others. */
const ENOUGH = 20;
const NEARLY_ALL = 0.97;
/** Confidence in a reading that only its neighbours decide. */
const BY_NEIGHBOURS = 0.95;

/**
 * Reads values that one system wrote. Where nearly all that show a charset show the same, it decides the values that
 * alone could be read in two ways; where they do not, each value stands for itself.
 */
export function detectTexts(values: readonly Buffer[]): DetectedText[] {
  const verdicts = values.map((value) => verdictOf(value));
  const charset = common(verdicts);
  return verdicts.map((verdict) => (charset === undefined ? verdict.detected : settled(verdict, charset)));
}

function common(verdicts: readonly Verdict[]): Charset | undefined {
  const shown = verdicts.filter(({ support }) => support.length > 0);
  if (shown.length < ENOUGH) return undefined;
  const counts = CHARSETS.map((charset) => shown.filter(({ support }) => support.includes(charset)).length);
  const most = Math.max(...counts);
  return most >= NEARLY_ALL * shown.length ? CHARSETS[counts.indexOf(most)] : undefined;
}

function settled({ detected, bytes }: Verdict, charset: Charset): DetectedText {
  if (charset === 'utf-8') return detected.charset === charset ? { ...detected, rivals: [] } : detected;
  if (bytes === undefined || (detected.charset === charset && detected.rivals.length === 0)) return detected;
  const reading = readAs(bytes, charset);
  if (!isPlausible(reading)) return detected;
  return { text: reading.text, charset, confidence: BY_NEIGHBOURS, rivals: [] };
}
