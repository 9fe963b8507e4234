import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The tables of the spine: systems and their leases, intake's pages, the keys, the consumed offsets, and what the
 * registry writes in one transaction (head, version, ledger line, parked record).
 *
 * Sequences are 80 lower-case hex digits compared as bytes, hence `collate "C"`. `record_offset` is the offset in
 * `records.v1`; (generation, partition, record_offset) is the coordinate of a record and the name of its ledger line.
 */
export class Spine1764000000000 implements MigrationInterface {
  name = 'Spine1764000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table system (
        code          text primary key check (code ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
        name          text not null,
        unit          text,
        adapter       text not null,
        settings      jsonb not null,
        state         text not null default 'ACTIVE' check (state in ('ACTIVE', 'PAUSED')),
        demo          boolean not null default false,
        successor_of  text references system (code),
        source_epoch  integer not null default 0,
        mapping_epoch integer not null default 1,
        created_at    timestamptz not null default now(),
        updated_at    timestamptz not null default now()
      )`);
    await db.query(`
      create table lease (
        system     text primary key references system (code),
        epoch      bigint not null,
        holder     text,
        expires_at timestamptz not null
      )`);
    await db.query(`
      create table intake_cursor (
        system     text primary key references system (code),
        cursor     jsonb,
        saved_at   timestamptz not null default now(),
        idle_at    timestamptz,
        last_error text
      )`);
    await db.query(`
      create table page (
        number      bigint generated always as identity primary key,
        system      text not null references system (code),
        lease_epoch bigint not null,
        read_seq    bigint not null,
        from_cursor jsonb,
        to_cursor   jsonb,
        rows        integer not null,
        published   integer not null,
        same        integer not null,
        staged      integer not null default 0,
        dropped     integer not null default 0,
        incomplete  jsonb,
        offsets     jsonb not null,
        saved_at    timestamptz not null default now(),
        unique (system, lease_epoch, read_seq)
      )`);
    await db.query(`create index page_saved_at on page (saved_at)`);
    await db.query(`
      create table source_file (
        system       text not null references system (code),
        ordinal      integer not null,
        path         text not null,
        content_hash text not null,
        size         bigint not null,
        modified_at  timestamptz not null,
        seen_at      timestamptz not null default now(),
        primary key (system, ordinal),
        unique (system, path, content_hash)
      )`);
    await db.query(`
      create table source_count (
        system       text primary key references system (code),
        requested_at timestamptz,
        counted_at   timestamptz,
        result       jsonb
      )`);
    await db.query(`
      create table data_key (
        dossier    uuid primary key,
        key        uuid not null unique,
        wrapped    bytea not null,
        created_at timestamptz not null default now()
      )`);
    await db.query(`
      create table log_generation (
        generation integer primary key,
        cluster    text not null,
        adopted_at timestamptz not null default now()
      )`);
    await db.query(`
      create table consumed (
        role        text not null,
        generation  integer not null,
        topic       text not null,
        partition   integer not null,
        next_offset bigint not null,
        primary key (role, generation, topic, partition)
      )`);
    await db.query(`
      create table dossier (
        id               uuid primary key,
        system           text not null,
        sequence         text collate "C" not null,
        generation       integer not null,
        partition        integer not null,
        record_offset    bigint not null,
        outcome          text not null,
        raw_commitment   text not null,
        asserted         text collate "C",
        version_sequence text collate "C",
        version_offset   bigint,
        content          text,
        deleted          boolean not null default false,
        status           text,
        received_on      text,
        timeline_entries integer not null default 0,
        changed_at       timestamptz not null
      ) with (fillfactor = 80)`);
    await db.query(`
      create table dossier_version (
        dossier          uuid not null,
        sequence         text collate "C" not null,
        record_offset    bigint not null,
        generation       integer not null,
        partition        integer not null,
        system           text not null,
        content          text not null,
        deleted          boolean not null,
        timeline_entries integer not null,
        appended_at      timestamptz not null,
        document         bytea not null,
        mapping_epoch    bigint not null,
        primary key (dossier, generation, record_offset, mapping_epoch)
      )`);
    await db.query(`alter table dossier_version alter column document set storage external`);
    await db.query(`
      create table ledger_line (
        generation    integer not null,
        partition     integer not null,
        record_offset bigint not null,
        system        text not null,
        appended_at   timestamptz not null,
        day           date not null,
        page          text not null,
        dossier       uuid not null,
        sequence      text collate "C" not null,
        outcome       text not null check (outcome in ('APPLIED', 'UNCHANGED', 'DELETED', 'DROPPED', 'PARKED')),
        cause         text,
        primary key (generation, partition, record_offset)
      )`);
    await db.query(`create index ledger_line_day on ledger_line (system, day)`);
    await db.query(`
      create table parked (
        generation    integer not null,
        partition     integer not null,
        record_offset bigint not null,
        system        text not null,
        dossier       uuid not null,
        cause         text not null,
        path          text,
        rule          text not null,
        sample        text,
        parked_at     timestamptz not null default now(),
        primary key (generation, partition, record_offset)
      )`);
    await db.query(`create index parked_system on parked (system, cause)`);
    await db.query(`
      create table ledger_day (
        system      text not null,
        day         date not null,
        checked_at  timestamptz not null,
        counts      jsonb not null,
        differences jsonb not null,
        primary key (system, day)
      )`);
    // The ledger's checks go by day: versions and heads are written in about the order of their times.
    await db.query(
      `create index dossier_version_appended_at on dossier_version using brin (appended_at) with (autosummarize = on)`,
    );
    await db.query(`create index dossier_changed_at on dossier using brin (changed_at) with (autosummarize = on)`);
    await db.query(`create index page_incomplete on page (system) where incomplete is not null`);
  }

  async down(db: QueryRunner): Promise<void> {
    const tables =
      'ledger_day, parked, ledger_line, dossier_version, dossier, consumed, log_generation, data_key, source_count, source_file, page, intake_cursor, lease, system';
    await db.query(`drop table if exists ${tables}`);
  }
}
