/* Written by `node libs/canonical/generate.mjs`; a change belongs in contracts/dossier.v1.schema.json. */

/**
 * The canonical form of one dossier. Written strictly, read tolerantly: a reader keeps fields it does not know. BASIC and SENSITIVE values stand in place in the plain form and live only in `personal` in the published form.
 */
export interface DossierDocument {
  /**
   * UUIDv5 of system, 0x1F and the NFC identity; key of the message.
   */
  id: string;
  /**
   * Code of the legacy installation the dossier comes from.
   */
  system: string;
  /**
   * True where the system has deleted the dossier. A deletion is an ordinary version.
   */
  deleted: boolean;
  /**
   * Every number the dossier goes by, in the source and elsewhere.
   */
  identifiers: {
    /**
     * Kind of number, such as dossier-code, receipt-number or national-portal.
     */
    scheme: string;
    /**
     * The number, as the source writes it.
     */
    value: string;
    /**
     * Who gave the number: a system code or an agency.
     */
    source: string;
  }[];
  /**
   * The administrative procedure (thủ tục hành chính).
   */
  procedure?: {
    /**
     * Code in the national database of procedures, such as 1.001193.
     */
    national?: string;
    /**
     * Code or row id of the source.
     */
    local?: string;
    /**
     * Name of the procedure in the source.
     */
    name?: string;
    /**
     * Case of the procedure (trường hợp).
     */
    variant?: string;
  };
  /**
   * The three units of a dossier; they differ since receipt is irrespective of boundary (Decree 118/2025).
   */
  units?: {
    /**
     * Where it was handed in.
     */
    receiving?: Unit;
    /**
     * Who decides.
     */
    competent?: Unit;
    /**
     * Where the result is fetched.
     */
    returning?: Unit;
  };
  /**
   * The people and organisations of the dossier.
   */
  parties?: {
    /**
     * Part played in this dossier.
     */
    role: 'OWNER' | 'APPLICANT' | 'AUTHORISED' | 'RECEIVER';
    /**
     * National codes 1 to 4 of the kind of owner (loại đối tượng).
     */
    kind?: 'CITIZEN' | 'BUSINESS' | 'STATE_BODY' | 'ORGANISATION';
    /**
     * Full name, NFC, in the letters of the source.
     */
    name?: string;
    /**
     * Papers and numbers that identify the party.
     */
    ids?: {
      /**
       * Kind of number: CCCD, CMND, PASSPORT, TAX or the source's own word.
       */
      kind?: string;
      /**
       * The number without blanks or dots.
       */
      value: string;
    }[];
    /**
     * Sex as the source has it.
     */
    sex?: 'MALE' | 'FEMALE' | 'OTHER';
    /**
     * Date or year of birth.
     */
    born?: Moment;
    /**
     * Phone numbers.
     *
     * Items: One phone number.
     */
    phones?: string[];
    /**
     * E-mail addresses.
     *
     * Items: One e-mail address.
     */
    emails?: string[];
    /**
     * Postal address.
     */
    address?: {
      /**
       * House number and street, or the whole address where the source does not divide it.
       */
      line?: string;
      /**
       * Ward, district or province of the address.
       */
      unit?: Unit;
      /**
       * Hamlet or residential group (thôn, tổ dân phố).
       */
      residentialArea?: string;
    };
  }[];
  /**
   * Who handed it in.
   */
  filedBy?: 'SELF' | 'OFFICER_ON_BEHALF' | 'AUTHORISED';
  /**
   * Way of filing (kênh thực hiện 1, 2, 3).
   */
  channel?: 'COUNTER' | 'ONLINE' | 'POSTAL';
  /**
   * Level of the online service (Decree 42/2022).
   */
  serviceLevel?: {
    /**
     * As the source writes it; 1 to 4 before 2022.
     */
    raw: string;
    /**
     * Full online, partial online or information only.
     */
    level: 'PARTIAL' | 'FULL' | 'INFO';
  };
  /**
   * Status of the dossier as a whole.
   */
  status: Status;
  /**
   * When the one-stop desk accepted it.
   */
  receivedAt?: Moment;
  /**
   * When it was handed in or sent.
   */
  submittedAt?: Moment;
  /**
   * When handling ended.
   */
  finishedAt?: Moment;
  /**
   * When the result was handed over.
   */
  returnedAt?: Moment;
  /**
   * Summary (trích yếu).
   */
  subject?: string;
  /**
   * Free note of the officers.
   */
  note?: string;
  /**
   * The officer in charge now.
   */
  handler?: {
    /**
     * Account or staff number in the source.
     */
    id?: string;
    /**
     * Name of the officer.
     */
    name?: string;
    /**
     * Department within the unit.
     */
    department?: string;
  };
  /**
   * The steps of the dossier: a set, sorted by occurredAt.at and key.
   */
  timeline: {
    /**
     * Stable key of the entry within its set: the id the source gave it, else a keyed hash of step, raw time and actor with an ordinal.
     */
    key: string;
    /**
     * Code of the step or action in the source.
     */
    step: string;
    /**
     * Name of the step.
     */
    label?: string;
    /**
     * When it happened.
     */
    occurredAt: Moment;
    /**
     * When the source wrote it down.
     */
    recordedAt?: Moment;
    /**
     * When it was planned.
     */
    plannedAt?: Moment;
    /**
     * When the step had to be done.
     */
    dueAt?: Moment;
    /**
     * Status of the dossier after the step.
     */
    status?: Status;
    /**
     * Whether the source starts, completes or changes a step here, in its own word.
     */
    transition?: string;
    /**
     * Who did it.
     */
    actor?: Actor;
    /**
     * Who answered for it.
     */
    supervisor?: Actor;
    /**
     * Free text of the step (nội dung xử lý).
     */
    note?: string;
  }[];
  /**
   * Every promise ever made, the first included: a set.
   */
  dueDates: {
    /**
     * Stable key of the entry within its set: the id the source gave it, else a keyed hash of step, raw time and actor with an ordinal.
     */
    key: string;
    /**
     * Promised to the citizen, set by law, or extended.
     */
    kind: 'PROMISED' | 'LEGAL' | 'EXTENDED';
    /**
     * The due date.
     */
    at: Moment;
    /**
     * Reason given for it.
     */
    reason?: string;
    /**
     * Key of the supplement that moved it.
     */
    supplement?: string;
  }[];
  /**
   * Rounds of asking for more papers: a set.
   */
  supplements?: {
    /**
     * Stable key of the entry within its set: the id the source gave it, else a keyed hash of step, raw time and actor with an ordinal.
     */
    key: string;
    /**
     * When it was asked for.
     */
    requestedAt?: Moment;
    /**
     * Officer who asked.
     */
    requestedBy?: string;
    /**
     * What was asked and why.
     */
    content?: string;
    /**
     * When it came.
     */
    receivedAt?: Moment;
    /**
     * Officer who took it.
     */
    receivedBy?: string;
    /**
     * State as the source writes it.
     */
    state?: string;
    /**
     * Due date before the round.
     */
    dueBefore?: Moment;
    /**
     * Due date after the round.
     */
    dueAfter?: Moment;
    /**
     * Names of the papers asked for.
     *
     * Items: Name of one paper.
     */
    papers?: string[];
  }[];
  /**
   * The papers of the dossier, one entry each: a set.
   */
  components?: {
    /**
     * Stable key of the entry within its set: the id the source gave it, else a keyed hash of step, raw time and actor with an ordinal.
     */
    key: string;
    /**
     * Code of the paper in the procedure.
     */
    code?: string;
    /**
     * Name of the kind of paper.
     */
    name?: string;
    /**
     * How the paper is at hand.
     */
    form: 'ORIGINAL' | 'COPY' | 'DIGITISED' | 'REUSED' | 'DATA_STORE';
    /**
     * Description of the file. Its content stays in the source.
     */
    file?: {
      /**
       * Name of the file.
       */
      name: string;
      /**
       * Media type or extension.
       */
      kind?: string;
      /**
       * Bytes.
       */
      size?: number;
      /**
       * Algorithm and hex digest, such as sha256:….
       */
      hash?: string;
      /**
       * Where the source keeps it.
       */
      reference?: string;
    };
  }[];
  /**
   * What is to be paid: a set.
   */
  fees?: {
    /**
     * Stable key of the entry within its set: the id the source gave it, else a keyed hash of step, raw time and actor with an ordinal.
     */
    key: string;
    /**
     * Fee (phí) or levy (lệ phí).
     */
    kind?: 'FEE' | 'LEVY';
    /**
     * Name of the fee.
     */
    name?: string;
    /**
     * What is due, a decimal number as a string; dong has no decimals.
     */
    amount: string;
    /**
     * ISO 4217 code, such as VND.
     */
    currency: string;
  }[];
  /**
   * What was paid: a set.
   */
  payments?: {
    /**
     * Stable key of the entry within its set: the id the source gave it, else a keyed hash of step, raw time and actor with an ordinal.
     */
    key: string;
    /**
     * When it was paid.
     */
    at?: Moment;
    /**
     * What was paid, a decimal number as a string; dong has no decimals.
     */
    amount: string;
    /**
     * ISO 4217 code, such as VND.
     */
    currency: string;
    /**
     * Way of paying, in the source's word.
     */
    channel?: string;
    /**
     * State of the payment in the source.
     */
    state?: string;
  }[];
  /**
   * The decision or paper that is issued.
   */
  result?: {
    /**
     * Number of the paper issued.
     */
    code?: string;
    /**
     * Name of the kind of paper.
     */
    name?: string;
    /**
     * Date of issue.
     */
    issuedAt?: Moment;
    /**
     * Where the source keeps it.
     */
    reference?: string;
  };
  /**
   * How the result gets to the citizen.
   */
  delivery?: {
    /**
     * Way of handing over.
     */
    method: 'COUNTER' | 'POST' | 'ONLINE';
    /**
     * Postal or desk events, oldest first.
     */
    events: {
      /**
       * When it happened.
       */
      at: Moment;
      /**
       * State in the words of the carrier.
       */
      state: string;
      /**
       * Number of the consignment.
       */
      tracking?: string;
      /**
       * Where it happened.
       */
      place?: string;
    }[];
  };
  /**
   * Codes of the same or a related matter elsewhere.
   */
  references?: {
    /**
     * Kind of code.
     */
    scheme: string;
    /**
     * The code.
     */
    value: string;
    /**
     * SAME, INTERLINKED, PARENT, CONTINUES or the source's own word.
     */
    relation: string;
  }[];
  /**
   * The register entry of a birth or death (Decree 87/2020).
   */
  civilStatus?: {
    /**
     * Kind of entry.
     */
    kind: 'BIRTH' | 'DEATH';
    /**
     * Place in the register; (unit, kind, book, number, year) is its natural key.
     */
    register: {
      /**
       * Quyển số.
       */
      book?: string;
      /**
       * Trang số.
       */
      page?: string;
      /**
       * Số đăng ký.
       */
      number?: string;
      /**
       * Year of the book.
       */
      year?: number;
      /**
       * Day of registration.
       */
      date?: Moment;
    };
    /**
     * The child of a birth entry.
     */
    child?: RegisteredPerson;
    /**
     * The mother of a birth entry.
     */
    mother?: RegisteredPerson;
    /**
     * The father of a birth entry.
     */
    father?: RegisteredPerson;
    /**
     * The deceased of a death entry.
     */
    deceased?: RegisteredPerson;
    /**
     * Who asked for the entry.
     */
    requester?: RegisteredPerson;
  };
  /**
   * Where the version comes from. Not part of the content.
   */
  origin: {
    /**
     * Version of this contract that the document was written by; 1.0.0 did not write it.
     */
    contract?: string;
    /**
     * Generation of the log.
     */
    generation: number;
    /**
     * Partition of records.v1.
     */
    partition: number;
    /**
     * Offset of the record.
     */
    offset: number;
    /**
     * When the broker appended the record; its day in the ledger.
     */
    appendedAt: string;
    /**
     * Lease epoch and read number of the page, joined by a hyphen.
     */
    page: string;
    /**
     * HMAC-SHA-256 of the raw bytes, hex; its salt dies with the data key.
     */
    rawCommitment: string;
    /**
     * HMAC-SHA-256 of the canonical content, hex.
     */
    contentCommitment: string;
    /**
     * Media type of the raw item.
     */
    mediaType: string;
    /**
     * Charset the raw item was read in.
     */
    charset: string;
    /**
     * Trust in the charset, 0 to 1.
     */
    confidence: number;
    /**
     * Version of the mapping: hash of its data, hex.
     */
    mapping: string;
    /**
     * Epoch of the mapping in its system.
     */
    mappingEpoch: number;
    /**
     * Name of the adapter.
     */
    adapter: string;
  };
  /**
   * What the mapping noticed. Not part of the content.
   */
  findings: {
    /**
     * Code of the finding.
     */
    code: string;
    /**
     * How bad it is.
     */
    severity: 'INFO' | 'WARNING' | 'ERROR';
    /**
     * JSON Pointer of the canonical field.
     */
    field?: string;
    /**
     * Place in the source item. Never a value.
     */
    path?: string;
    /**
     * Rule that was broken. Never a value.
     */
    rule: string;
  }[];
  /**
   * The BASIC and SENSITIVE values, sealed. Present only after splitting.
   */
  personal?: {
    /**
     * Data key of the dossier.
     */
    key: string;
    /**
     * Base64 of nonce (12), ciphertext and tag (16): AES-256-GCM of the raw-deflated JSON object from JSON Pointer to value.
     */
    data: string;
  };
}
/**
 * An administrative unit. A code means nothing without a date: units were merged and renumbered on 1 July 2025.
 */
export interface Unit {
  /**
   * Code as the source gives it, opaque (QCVN 102:2016, Decision 20/2020 or local).
   */
  code?: string;
  /**
   * Name as the source gives it.
   */
  name?: string;
  /**
   * Day on which code and name are to be understood.
   */
  date?: string;
}
/**
 * A time as exact as the source knows it: a year, a day in the zone of the system (never an instant), or an instant in +07:00.
 */
export interface Moment {
  /**
   * YEAR: "1956". DAY: "2014-04-11". MINUTE and SECOND: RFC 3339 with +07:00. Years 1800 to 2200.
   */
  at: string;
  /**
   * How exactly the source knows the time.
   */
  precision: 'YEAR' | 'DAY' | 'MINUTE' | 'SECOND';
}
/**
 * A status in the canonical, the national and the source's own terms.
 */
export interface Status {
  /**
   * One of the ten national statuses by name, or UNMAPPED.
   */
  code:
    | 'SUBMITTED'
    | 'ACCEPTED'
    | 'REJECTED_AT_INTAKE'
    | 'IN_PROGRESS'
    | 'SUPPLEMENT_REQUESTED'
    | 'PAYMENT_REQUESTED'
    | 'WITHDRAWN'
    | 'SUSPENDED'
    | 'DECIDED'
    | 'RETURNED'
    | 'UNMAPPED';
  /**
   * 1 to 10 of the national one-stop interface; 0 for UNMAPPED.
   */
  national: number;
  /**
   * The code as the source writes it.
   */
  raw: string;
  /**
   * The label the source shows for it.
   */
  label?: string;
}
/**
 * An officer, as the source names them.
 */
export interface Actor {
  /**
   * Account or staff number in the source.
   */
  id?: string;
  /**
   * Name of the officer.
   */
  name?: string;
  /**
   * Office or rank.
   */
  title?: string;
  /**
   * Department within the unit.
   */
  department?: string;
}
/**
 * A person as written in a civil-status register.
 */
export interface RegisteredPerson {
  /**
   * Full name.
   */
  name?: string;
  /**
   * Personal identification number or number of the paper shown.
   */
  id?: string;
  /**
   * Sex as registered.
   */
  sex?: 'MALE' | 'FEMALE' | 'OTHER';
  /**
   * Date of birth.
   */
  born?: Moment;
  /**
   * Date of death.
   */
  died?: Moment;
  /**
   * Ethnic group (dân tộc).
   */
  ethnicity?: string;
  /**
   * Nationality (quốc tịch).
   */
  nationality?: string;
  /**
   * Place of residence.
   */
  home?: string;
  /**
   * Native place (quê quán).
   */
  origin?: string;
  /**
   * Place of birth or of death.
   */
  place?: string;
  /**
   * Cause of death.
   */
  cause?: string;
  /**
   * Relation to the child or the deceased.
   */
  relation?: string;
}
