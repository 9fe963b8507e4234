export { kafkaClient } from './kafka-client';
export { RECORDS, DOSSIERS, PARTITIONS, ensureTopics } from './topics';
export { header, cloudEvent, type Message, type Batch, type Outgoing, type Appended } from './message';
export { Batches, type BatchesOptions, type Positions } from './batches';
export { RethrowFilter } from './rethrow-filter';
export { Producer } from './producer';
export { readAt, type Place } from './read-at';
export { logState, offsetsSince, type Bounds } from './log';
export type { Kafka } from 'kafkajs';
