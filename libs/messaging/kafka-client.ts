import { Logger } from '@nestjs/common';
import { Kafka, logLevel, type LogEntry, type Consumer } from 'kafkajs';

/**
 * A client of the cluster. The library reports every ordinary retry as an error; only what it cannot mend itself is
 * worth a line, and that comes back to us as an exception, so its own log goes to debug.
 */
export function kafkaClient(brokers: string, clientId: string): Kafka {
  return new Kafka({
    clientId,
    brokers: brokers.split(',').map((broker) => broker.trim()),
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    retry: { initialRetryTime: 50, maxRetryTime: 1_000, retries: 8 },
    logLevel: logLevel.WARN,
    logCreator: () => toDebug,
  });
}

const logger = new Logger('kafka');

function toDebug({ namespace, log }: LogEntry): void {
  logger.debug(`${namespace}: ${log.message}`);
}

/** How long a fetch waits for how much, so that whoever is in no hurry works in larger batches. */
export interface Gathering {
  readonly ms: number;
  readonly bytes: number;
}

const AT_ONCE: Gathering = { ms: 500, bytes: 1 };

/** A consumer whose dead twin is replaced within 12 s: 6 s of session, a heartbeat a second. */
export function groupConsumer(kafka: Kafka, groupId: string, { ms, bytes }: Gathering = AT_ONCE): Consumer {
  return kafka.consumer({
    groupId,
    sessionTimeout: 6_000,
    heartbeatInterval: 1_000,
    rebalanceTimeout: 10_000,
    maxWaitTimeInMs: ms,
    minBytes: bytes,
    maxBytesPerPartition: 1024 * 1024,
    maxBytes: 6 * 1024 * 1024,
    allowAutoTopicCreation: false,
    retry: { initialRetryTime: 50, maxRetryTime: 1_000, retries: 10, restartOnFailure: () => Promise.resolve(false) },
  });
}
