import { compactCode } from './search-text';
import { refused, taken, type Note, type Read } from './reading';

/** The code of an agency. The two generations live side by side and neither says what the other would be. */
export interface AgencyCode {
  readonly code: string;
  /** `QCVN102` of 2016, province last (`000.17.22.H56`); `QD20` of 2020, root first (`H26.22.17`, `G12.18`). */
  readonly generation: 'QCVN102' | 'QD20';
  /** The province or ministry: `H26` is Hà Nội. */
  readonly root: string;
}

/** The code of a dossier, taken apart. Article 14 of Decree 61/2018/NĐ-CP: agency, day of receipt, number of that day. */
export interface DossierCode {
  readonly agency: AgencyCode;
  /** The day of receipt, `yyyy-MM-dd`. */
  readonly receivedOn: string;
  readonly sequence: number;
  /** What it is found by: without punctuation, as bank memos carry it. */
  readonly compact: string;
}

/** A procedure's code in the national database, with the agency where it is a local one. */
export interface ProcedureCode {
  readonly national: string;
  readonly agency: AgencyCode | undefined;
}

/** QCVN 102:2016/BTTTT (Circular 10/2016/TT-BTTTT). */
const OLD = /^\d{3}\.\d{2}\.\d{2}\.([A-Z]\d{2})$/;
/** Decision 20/2020/QĐ-TTg, amended by Decision 09/2025/QĐ-TTg. */
const NEW = /^([A-Z]\d{2})(?:\.\d{1,3}){0,4}$/;
const DOSSIER = /^([A-Z\d.]+)-(\d{2})(\d{2})(\d{2})-(\d{3,6})$/;
const PROCEDURE = /^(\d\.\d{6})(?:\.([A-Z\d.]+))?$/;
/** Word processors make dashes of hyphens. One blank beside them, so that a long run of blanks costs nothing. */
const DASH = / ?[-\u2010-\u2015] ?/g;
/** Five digits are what one provincial system draws at random when it gives a dossier a second number. */
const RANDOM = 5;

/** Reads the code of an agency. */
export function readAgencyCode(text: string): Read<AgencyCode> {
  const code = text.trim().toUpperCase();
  const [, old] = OLD.exec(code) ?? [];
  if (old !== undefined) return taken({ code, generation: 'QCVN102', root: old });
  const [, root] = NEW.exec(code) ?? [];
  if (root !== undefined) return taken({ code, generation: 'QD20', root });
  return refused('MALFORMED_AGENCY', 'an agency is written as 000.00.00.H26 or as H26.00.00');
}

/** Reads the code of a dossier, of either generation. */
export function readDossierCode(text: string): Read<DossierCode> {
  const [, place = '', year, month, day, number = ''] =
    DOSSIER.exec(text.trim().toUpperCase().replace(DASH, '-')) ?? [];
  const agency = readAgencyCode(place);
  if (!('value' in agency)) return refused('MALFORMED_CODE', 'a dossier is written as agency-yyMMdd-number');
  const receivedOn = `20${year}-${month}-${day}`;
  if (!isDay(receivedOn))
    return refused('MALFORMED_CODE', 'the six digits of a dossier code are a day, and this one does not exist');
  const notes: Note[] = [];
  if (number.length === RANDOM) notes.push({ code: 'CODE_MAY_BE_SECOND', severity: 'INFO', rule: 'a number of five digits may be a second identity, drawn at random for the national portal' }); // prettier-ignore
  return taken({ agency: agency.value, receivedOn, sequence: Number(number), compact: compactCode(text) }, notes);
}

/** Reads the code of a procedure. */
export function readProcedureCode(text: string): Read<ProcedureCode> {
  const [, national, place] = PROCEDURE.exec(text.trim().toUpperCase()) ?? [];
  const agency = place === undefined ? undefined : readAgencyCode(place);
  if (national === undefined || (agency !== undefined && !('value' in agency))) {
    return refused('MALFORMED_PROCEDURE', 'a procedure is written as 1.001193, a local one with its agency behind');
  }
  return taken({ national, agency: agency?.value });
}

function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
