import type { RecordMessage } from '@lienthong/canonical';
import type { Message } from '@lienthong/messaging';

/** Where a record lies and what it is, as far as its headers tell. */
export interface Arrival {
  readonly message: Message;
  readonly record: RecordMessage;
  readonly generation: number;
  readonly partition: number;
}
