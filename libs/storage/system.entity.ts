import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** One legacy installation. Its code is never used again; a replaced system is a new one with `successorOf`. */
@Entity('system')
export class SystemEntity {
  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  unit!: string | null;

  /** Folder name of the adapter in libs/adapters. */
  @Column('text')
  adapter!: string;

  /** Values of the adapter's settings, as written; secrets are masked on the way out. */
  @Column('jsonb')
  settings!: Record<string, unknown>;

  @Column('text')
  state!: 'ACTIVE' | 'PAUSED';

  /** Demo systems are refused on a database that is not the embedded one. */
  @Column('boolean')
  demo!: boolean;

  @Column('text', { name: 'successor_of', nullable: true })
  successorOf!: string | null;

  /** Rises when a source was restored from a backup: its numbers start again. */
  @Column('integer', { name: 'source_epoch' })
  sourceEpoch!: number;

  /** Rises with every activation of a mapping, a rollback too. */
  @Column('integer', { name: 'mapping_epoch' })
  mappingEpoch!: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
