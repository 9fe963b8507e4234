import { Partitioners, type Kafka, type Producer as KafkaProducer, type Message as KafkaMessage } from 'kafkajs';
import { Fault } from '@lienthong/canonical';
import type { Appended, Outgoing } from './message';
import { PARTITIONS } from './topics';

/** Bytes of one partition in one request; above it the request is sent and the next one begun. */
const PARTITION_BYTES = 900_000;
/** Messages of one request. */
const REQUEST_ROWS = 2_000;

const metadata = Array.from({ length: PARTITIONS }, (_, partitionId) => ({
  partitionId,
  leader: 0,
  replicas: [],
  isr: [],
  partitionErrorCode: 0,
}));

/**
 * An idempotent producer with one request in flight.
 *
 * The library rolls its sequence numbers back when a send finally fails; a later batch could then pass for a repeat of
 * the failed one and be dropped by the broker. So a producer whose send failed is closed before anything else is sent,
 * and the next send opens a new one with a new producer id.
 */
export class Producer {
  private current: Promise<KafkaProducer> | undefined;
  private tail: Promise<unknown> = Promise.resolve();
  private readonly partitionOf = Partitioners.DefaultPartitioner();

  constructor(private readonly kafka: Kafka) {}

  /**
   * Appends messages, in their order per key. Either all are appended, or the call fails and some may be.
   *
   * @returns where each message came to lie, in the order given
   * @throws Fault LT-KAFKA-3 after the library's own retries
   */
  send(topic: string, messages: readonly Outgoing[]): Promise<Appended[]> {
    const turn = this.tail.then(() => this.sendInTurn(topic, messages));
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  /** Lets what is in flight end, then disconnects. */
  async close(): Promise<void> {
    await this.tail;
    const producer = await this.current;
    this.current = undefined;
    await producer?.disconnect();
  }

  private async sendInTurn(topic: string, messages: readonly Outgoing[]): Promise<Appended[]> {
    const appended: Appended[] = new Array<Appended>(messages.length);
    let request = new Request();
    for (const [index, message] of messages.entries()) {
      const partition = this.partitionOf({
        topic,
        partitionMetadata: metadata,
        message: { key: message.key, value: null },
      });
      const bytes = Buffer.byteLength(message.value) + 600;
      if (!request.fits(partition, bytes)) {
        await this.append(topic, request, appended);
        request = new Request();
      }
      request.add(partition, bytes, index, { ...message, partition });
    }
    await this.append(topic, request, appended);
    return appended;
  }

  private async append(topic: string, request: Request, appended: Appended[]): Promise<void> {
    if (request.messages.length === 0) return;
    let producer: KafkaProducer | undefined;
    try {
      producer = await this.open();
      const results = await producer.send({ topic, acks: -1, timeout: 10_000, messages: request.messages });
      for (const { partition, baseOffset, errorCode } of results) {
        const indexes = request.indexes.get(partition) ?? [];
        if (errorCode !== 0 || baseOffset === undefined)
          throw new Error(`partition ${partition} answered error ${errorCode}`);
        indexes.forEach((index, at) => (appended[index] = { partition, offset: Number(baseOffset) + at }));
      }
    } catch (cause) {
      this.current = undefined;
      await producer?.disconnect();
      throw new Fault(
        'LT-KAFKA-3',
        `Kafka did not take ${request.messages.length} messages of ${topic}; they are sent again from the last saved place.`,
        { cause },
      );
    }
  }

  private open(): Promise<KafkaProducer> {
    this.current ??= this.connect().catch((error: unknown) => {
      this.current = undefined;
      throw error;
    });
    return this.current;
  }

  private async connect(): Promise<KafkaProducer> {
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    return producer;
  }
}

/** Messages of one request, cut by rows and by bytes a partition. */
class Request {
  readonly messages: KafkaMessage[] = [];
  readonly indexes = new Map<number, number[]>();
  private readonly bytes = new Map<number, number>();

  fits(partition: number, bytes: number): boolean {
    const filled = this.bytes.get(partition) ?? 0;
    return this.messages.length < REQUEST_ROWS && (filled === 0 || filled + bytes <= PARTITION_BYTES);
  }

  add(partition: number, bytes: number, index: number, message: KafkaMessage): void {
    this.messages.push(message);
    this.bytes.set(partition, (this.bytes.get(partition) ?? 0) + bytes);
    const indexes = this.indexes.get(partition);
    if (indexes) indexes.push(index);
    else this.indexes.set(partition, [index]);
  }
}
