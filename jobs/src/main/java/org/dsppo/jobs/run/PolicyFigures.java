package org.dsppo.jobs.run;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.jobs.topicview.PolicyTopic;
import org.dsppo.jobs.topicview.TopicScan;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.dsppo.schemas.summary.CellSummary;

/**
 * What versions did in a run.
 *
 * @param decisions assignments and refusals by {@code name@version stage}
 * @param fallbacks assignments that the fallback made
 * @param compared tasks for which the reference heuristic was asked as well
 * @param agreed those of them for which it would have done the same
 * @param publishedVersions artefacts on the topic of policies
 * @param changes stage records with their times, oldest first
 * @param active version that the last stage record makes active, null without one
 */
public record PolicyFigures(
        Map<String, Long> decisions,
        long fallbacks,
        long compared,
        long agreed,
        int publishedVersions,
        List<PolicyTopic.Change> changes,
        String active) {

    /** Counts what is in a run and on the topics. */
    public static PolicyFigures of(WallClockRun run, Properties connection, Topics topics) {
        Map<String, Long> decisions = new TreeMap<>();
        long fallbacks = 0;
        for (ExecutedDecision each : run.executed()) {
            PlacementDecision decision = each.decision();
            if (decision.policy() != null) {
                String who =
                        "%s@%d %s"
                                .formatted(
                                        decision.policy().name(),
                                        decision.policy().version(),
                                        decision.policy().stage());
                decisions.merge(who, 1L, Long::sum);
                fallbacks += decision.fallback() ? 1 : 0;
            }
        }
        long[] counts = new long[2];
        new TopicScan(connection)
                .read(
                        topics.name(Topic.SUMMARIES),
                        TopicScan.FROM_START,
                        each -> {
                            try {
                                CellSummary summary =
                                        MessageCodecs.CELL_SUMMARY.decode(each.value());
                                counts[0] += summary.compared();
                                counts[1] += summary.agreed();
                            } catch (InvalidMessageException e) {
                                throw new IllegalStateException("the job wrote no summary", e);
                            }
                        });
        PolicyTopic policies = PolicyTopic.read(connection, topics);
        PolicyStages deciding = policies.deciding();
        return new PolicyFigures(
                decisions,
                fallbacks,
                counts[0],
                counts[1],
                policies.artefacts().size(),
                policies.changes(),
                deciding == null ? null : deciding.name() + '@' + deciding.active());
    }

    /** Share of compared tasks with the same choice, 1 if none was compared. */
    double agreement() {
        return compared == 0 ? 1 : (double) agreed / compared;
    }
}
