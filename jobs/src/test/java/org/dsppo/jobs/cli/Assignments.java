package org.dsppo.jobs.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dsppo.jobs.embedded.EmbeddedKafka;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.topicview.TopicScan;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;

/** What a job has assigned, read from its topic. */
final class Assignments {

    private Assignments() {}

    /** In the order in which they were decided. */
    static List<PlacementDecision> since(EmbeddedKafka kafka, long epochMillis) {
        List<PlacementDecision> decisions = new ArrayList<>();
        new TopicScan(kafka.connection())
                .read(
                        Topic.DECISIONS.name(Topic.DEFAULT_PREFIX),
                        epochMillis,
                        each -> {
                            try {
                                decisions.add(
                                        MessageCodecs.PLACEMENT_DECISION.decode(each.value()));
                            } catch (InvalidMessageException e) {
                                throw new AssertionError(e);
                            }
                        });
        return decisions.stream()
                .filter(each -> each.kind() == DecisionKind.ASSIGN)
                .sorted(Comparator.comparingLong(PlacementDecision::decidedAtMillis))
                .toList();
    }
}
