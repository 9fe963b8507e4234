export { CHARSETS, decodeText, encodeText, type Charset } from './text/charset';
export { restoreCapitals } from './text/capitals';
export { detectText, type DetectedText } from './text/detect';
export { detectTexts } from './text/detect-together';
export { latinBytes } from './text/latin-bytes';
export type { Note, Read } from './values/reading';
export { compactCode, compactPersonId, exactName, foldName, foldWord } from './values/search-text';
export { isSameName, readNames, titleCase } from './values/names';
export { readPersonalId, type KnownPerson, type PersonalId } from './values/personal-id';
export { readTaxCode, type TaxCode } from './values/tax-code';
export { readPhones, type Phone } from './values/phone';
export { readVnd } from './values/money';
export { excelSerial, joinDayAndTime, timeReader, type TimeColumn } from './values/date';
export { timePattern, type Written } from './values/time-pattern';
export {
  readAgencyCode,
  readDossierCode,
  readProcedureCode,
  type AgencyCode,
  type DossierCode,
  type ProcedureCode,
} from './values/dossier-code';
export { HOLIDAYS, type CalendarDay } from './calendar/holidays';
export { WEEK_HOURS, type WeekHours } from './calendar/office-hours';
export { workCalendar, type WorkCalendar, type WorkCalendarSettings } from './calendar/working-time';
export { dueAt, HOURS_A_DAY, type TimeLimit } from './calendar/deadline';
export { countAt, unitAt, unitsAt } from './units/units';
export type { Unit } from './units/unit-table';
export { findUnits, type FindOptions, type UnitMatch } from './units/find-units';
export { predecessors, successors, type Succession } from './units/succession';
export { trapsOf } from './traps/traps-of';
