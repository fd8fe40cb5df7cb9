package org.dsppo.jobs.topicview;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.dsppo.jobs.console.RunFailedException;

/** How much there is on topics. */
public final class TopicCounts {

    private TopicCounts() {}

    /**
     * Number of records of a topic that is not compacted; transaction markers count as records.
     *
     * @throws RunFailedException if the broker does not say
     */
    public static long of(Admin admin, String topic) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetSpec> first = new HashMap<>();
            Map<TopicPartition, OffsetSpec> last = new HashMap<>();
            for (TopicPartitionInfo partition :
                    admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic)
                            .partitions()) {
                TopicPartition key = new TopicPartition(topic, partition.partition());
                first.put(key, OffsetSpec.earliest());
                last.put(key, OffsetSpec.latest());
            }
            return sum(admin.listOffsets(last).all().get())
                    - sum(admin.listOffsets(first).all().get());
        } catch (ExecutionException e) {
            throw new RunFailedException(
                    "Kafka does not say how long topic %s is: %s"
                            .formatted(topic, e.getCause().getMessage()),
                    e.getCause());
        }
    }

    private static long sum(Map<TopicPartition, ListOffsetsResultInfo> offsets) {
        return offsets.values().stream().mapToLong(ListOffsetsResultInfo::offset).sum();
    }
}
