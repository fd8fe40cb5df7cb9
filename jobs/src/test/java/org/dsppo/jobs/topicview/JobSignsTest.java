package org.dsppo.jobs.topicview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.summary.CellSummary;
import org.dsppo.schemas.summary.NodeLeftAlone;
import org.junit.jupiter.api.Test;

class JobSignsTest {

    private static final long NOW = 1_800_000_000_000L;

    private final JobSigns signs = new JobSigns();

    private static CellSummary summary(
            String cell, long windowMillis, double speed, List<String> down, String obstacle) {
        return summary(cell, windowMillis, speed, down, List.of(), obstacle);
    }

    private static CellSummary summary(
            String cell,
            long windowMillis,
            double speed,
            List<String> down,
            List<NodeLeftAlone> alone,
            String obstacle) {
        return new CellSummary(
                cell,
                new PolicyReference("ds-ppo", 2, "active"),
                NOW - windowMillis,
                NOW,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                speed,
                3,
                3 - down.size(),
                down,
                alone,
                obstacle,
                0,
                0);
    }

    @Test
    void isUnseenWithoutAnything() {
        assertThat(signs.isUnseen()).isTrue();
        assertThat(signs.isSilent(NOW)).isTrue();
        assertThat(signs.speed()).isNull();
        assertThat(signs.details()).isEmpty();
        assertThat(signs.describe(NOW)).startsWith("the job was never seen");
        assertThat(signs.asJson(NOW))
                .containsEntry("alive", false)
                .containsEntry("lastSummaryAgeMillis", null)
                .containsEntry("speed", null);
    }

    @Test
    void livesWhileSummariesComeAndIsSilentThreeWindowsLater() {
        signs.summary(summary("default", 30_000, 1, List.of(), null), NOW);

        assertThat(signs.isSilent(NOW + 90_000)).isFalse();
        assertThat(signs.isSilent(NOW + 90_001)).isTrue();
        assertThat(signs.describe(NOW + 4_200))
                .isEqualTo("the job lives: last summary 4.2 s ago, last decision never");
        assertThat(signs.describe(NOW + 7_200_000))
                .isEqualTo(
                        "the job is silent since 2027-01-15T08:00:00Z (2 h): nothing is decided"
                                + " until it runs again");
    }

    @Test
    void hasPatienceWithShortWindowsAndTakesDecisionsForASign() {
        signs.summary(summary("default", 1_000, 1, List.of(), null), NOW);
        assertThat(signs.isSilent(NOW + 60_000)).isFalse();
        assertThat(signs.isSilent(NOW + 60_001)).isTrue();

        signs.decided(NOW + 50_000);
        assertThat(signs.isSilent(NOW + 60_001)).isFalse();
        assertThat(signs.describe(NOW + 60_000))
                .isEqualTo("the job lives: last summary 60.0 s ago, last decision 10.0 s ago");
    }

    @Test
    void addsUpItsCellsByTheNewestSummaryOfEach() {
        signs.summary(summary("a", 10_000, 20, List.of("x/n1", "x/n2", "x/n3"), "all down"), NOW);
        signs.summary(summary("b", 10_000, 20, List.of("y/n1"), null), NOW);
        signs.summary(summary("a", 10_000, 20, List.of("x/n1", "x/n2"), null), NOW);

        assertThat(signs.speed()).isEqualTo(20);
        assertThat(signs.details())
                .containsExactly(
                        "policy in force: ds-ppo@2 (active), speed 20",
                        "nodes of the job: 6 listed or reporting, 3 take tasks, down: x/n1, x/n2,"
                                + " y/n1");
        signs.summary(summary("b", 10_000, 20, List.of(), "none has reported"), NOW);
        assertThat(signs.details()).contains("nothing can be placed in cell b: none has reported");
        assertThat(signs.asJson(NOW))
                .containsEntry("nodes", 6L)
                .containsEntry("schedulableNodes", 4L)
                .containsEntry("downNodes", List.of("x/n1", "x/n2"))
                .containsEntry("obstacles", Map.of("b", "none has reported"));
    }

    @Test
    void namesNodesThatAreLeftAloneUntilWhenAndWhy() {
        NodeLeftAlone box = new NodeLeftAlone("x/n1", NOW + 30_000, "tasks failed there");
        NodeLeftAlone tried = new NodeLeftAlone("y/n2", null, "tasks failed there; t is tried");
        signs.summary(summary("a", 10_000, 1, List.of(), List.of(box), null), NOW);
        signs.summary(summary("b", 10_000, 1, List.of(), List.of(tried), null), NOW);

        assertThat(signs.details())
                .contains(
                        "left alone: x/n1 until 2027-01-15T08:00:30Z: tasks failed there",
                        "left alone: y/n2: tasks failed there; t is tried");
        assertThat(signs.leftAlone("y/n2")).isEqualTo(tried);
        assertThat(signs.leftAlone("x/n2")).isNull();
        assertThat(signs.asJson(NOW).get("leftAlone"))
                .asString()
                .isEqualTo(
                        "[{node=x/n1, untilMillis=1800000030000, reason=tasks failed there},"
                                + " {node=y/n2, untilMillis=null, reason=tasks failed there; t is"
                                + " tried}]");

        signs.summary(summary("a", 10_000, 1, List.of(), null), NOW + 60_000);
        assertThat(signs.leftAlone("x/n1")).isNull();
    }
}
