package org.dsppo.policy.learned.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Order and names of the features: artefacts of version 6 were written with these. */
class FeatureSchemaTest {

    @Test
    void featuresOfThisVersionKeepTheirPositions() {
        assertThat(FeatureSchema.VERSION).isEqualTo(7);
        assertThat(Arrays.toString(CandidateFeature.values()))
                .isEqualTo(
                        "[slowdown, slowdown-over-1.7, slowdown-over-2, slowdown-over-4, fastest,"
                                + " drain-longer, drain-shorter, drain-by-flow, backlog-of-pool,"
                                + " gain-over-waiting, age-by-runtime, age, dominant-share,"
                                + " scarcest-used, least-left, displacement, runtime, price,"
                                + " reduced-price, class-price, queue-share, queue-length, slots-free,"
                                + " slots-free-share, flow-share, greedy-would, oldest-head, shortest,"
                                + " tetris-2-would, tetris-8-would, least-loaded-would,"
                                + " first-node-would, least-area, completes-earliest,"
                                + " shortest-of-class, gain-over-next-free, next-free-later,"
                                + " fastest-used, class-load, class-runtime, sjf-would,"
                                + " sjf-capped-would, greedy-capped-would, fill-loss, fill-gain,"
                                + " fill-regret, most-allocated-would, rarest-place, rarest-over-class,"
                                + " delays-blocked, slowdown-loaded, price-loaded,"
                                + " reduced-price-loaded, flow-share-loaded, rarest-over-class-long,"
                                + " one]");
        assertThat(Arrays.toString(CellFeature.values()))
                .isEqualTo(
                        "[BACKLOG, LOAD, BURST, LONG_RUN_LOAD, OVERLOAD, USED, NODE_SHARE, POOLS,"
                                + " HETEROGENEITY, OPTIONS_PER_CLASS, LARGEST_POOL, ACCELERATED,"
                                + " TRANSFER]");
        assertThat(Arrays.toString(NodeFeature.values()))
                .isEqualTo("[UP, USED, MOST_USED, SIZE, ACCELERATED, HOLDERS, FULL]");
        assertThat(Arrays.toString(ClassFeature.values()))
                .isEqualTo(
                        "[QUEUE_LENGTH, QUEUE_SHARE, HEAD_AGE, RUNTIME, CLASS_PRICE, DRAIN,"
                                + " OPTIONS_FREE, FASTEST_FREE]");
        assertThat(Arrays.toString(OptionFeature.values()))
                .isEqualTo(
                        "[SLOWDOWN, CLASS_RUNTIME, FLOW_SHARE, DOMINANT_SHARE, REDUCED_PRICE,"
                                + " CLASS_LOAD, PLACES, POOL_SHARE, ACCELERATED, SPREAD]");
        assertThat(CellFeature.LOADS).isEqualTo(7);
    }

    @Test
    void featuresAreFoundByTheNamesThatPlansUse() {
        assertThat(CandidateFeature.named("slowdown-over-1.7"))
                .isEqualTo(CandidateFeature.SLOWDOWN_OVER_1_7);
        assertThat(CandidateFeature.named("tetris-8-would"))
                .isEqualTo(CandidateFeature.TETRIS_8_WOULD);
        assertThatThrownBy(() -> CandidateFeature.named("greedy"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "candidate feature is greedy, expected one of [slowdown, slowdown-over-1.7")
                .hasMessageEndingWith("rarest-over-class-long, one]");
    }
}
