import type { DossierDocument, Moment, Status, Unit, Actor, RegisteredPerson } from './generated/dossier-v1';

/**
 * One dossier of contracts/dossier.v1.schema.json. In the plain form BASIC and SENSITIVE values stand in place; in the
 * published form they are sealed in `personal`.
 */
export type Dossier = DossierDocument;

/** One step of a dossier. */
export type TimelineEntry = Dossier['timeline'][number];

/** Something the mapping noticed. */
export type Finding = Dossier['findings'][number];

export type { Moment, Status, Unit, Actor, RegisteredPerson };
export type { RecordMessage } from './generated/record-v1';
export type { ParkedMessage } from './generated/parked-v1';
export type { DroppedMessage } from './generated/dropped-v1';
