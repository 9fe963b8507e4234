/** What the settings of one broker depend on. */
export interface KafkaPlace {
  /** Folder of the log (`log.dirs`). */
  logDir: string;
  port: number;
  controllerPort: number;
  /** The port that clients are told; another than `port` when a proxy stands between (tests). */
  advertisedPort: number;
}

/** Java reads properties as ISO 8859-1 and takes a backslash for the beginning of an escape. */
function escaped(path: string): string {
  return path.replace(/[^ -~]|\\/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * `server.properties` of the embedded broker: one KRaft node that is broker and controller, on loopback only. Topics are
 * made with settings of their own (libs/messaging), never by use. Flushing is left to the operating system, as Kafka's
 * defaults have it: a killed broker loses nothing, a machine without power may.
 */
export function kafkaSettings(place: KafkaPlace): string {
  const settings: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${place.controllerPort}`,
    listeners: `CLIENT://127.0.0.1:${place.port},CONTROLLER://127.0.0.1:${place.controllerPort}`,
    'advertised.listeners': `CLIENT://127.0.0.1:${place.advertisedPort}`,
    'listener.security.protocol.map': 'CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'CLIENT',
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': escaped(place.logDir),

    'auto.create.topics.enable': false,
    'log.cleanup.policy': 'delete',
    'message.max.bytes': 4 * 1024 * 1024,
    'replica.fetch.max.bytes': 4 * 1024 * 1024,

    // One node: internal topics have one copy and few partitions.
    'default.replication.factor': 1,
    'min.insync.replicas': 1,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 4,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 4,

    // A killed broker's session must end before its next life registers: with the defaults that start waits 9 to 12 s.
    'controlled.shutdown.enable': true,
    'broker.session.timeout.ms': 1000,
    'broker.heartbeat.interval.ms': 200,
    // A killed consumer is replaced after its own session timeout (6 s, libs/messaging); tests may ask for less.
    'group.min.session.timeout.ms': 1000,
    'group.initial.rebalance.delay.ms': 0,

    // A small machine's broker.
    'num.network.threads': 2,
    'num.io.threads': 4,
    'log.cleaner.dedupe.buffer.size': 4 * 1024 * 1024,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
