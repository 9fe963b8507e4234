import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Kafka's own client, independent of the one the product uses: prints every message of a topic, one a line, as
 * key TAB headers TAB value, up to the end the topic had at the start. `java -cp 'jars/*' topic-dump.java brokers topic [keys]`.
 */
class TopicDump {
  public static void main(String[] args) throws Exception {
    boolean keysOnly = args.length > 2;
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", args[0]);
    settings.put("isolation.level", "read_uncommitted");
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<byte[], byte[]>(settings, bytes, bytes);
        OutputStream out = new BufferedOutputStream(System.out, 1 << 16)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(args[1]).stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) print(out, record, keysOnly);
      }
    }
  }

  private static void print(OutputStream out, ConsumerRecord<byte[], byte[]> record, boolean keysOnly) throws Exception {
    if (record.key() != null) out.write(record.key());
    if (!keysOnly) {
      out.write('\t');
      for (Header header : record.headers()) {
        out.write((header.key() + "=").getBytes(StandardCharsets.UTF_8));
        out.write(header.value());
        out.write(' ');
      }
      out.write('\t');
      if (record.value() != null) out.write(record.value());
    }
    out.write('\n');
  }
}
