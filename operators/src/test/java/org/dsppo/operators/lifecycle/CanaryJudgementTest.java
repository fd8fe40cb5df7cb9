package org.dsppo.operators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.dsppo.schemas.policyversion.PolicyStages;
import org.junit.jupiter.api.Test;

/** What windows and replays have to show before a canary becomes active, or is dropped. */
final class CanaryJudgementTest extends LifeCycleScript {

    @Test
    void dropsACanaryThatIsGoodInItsWindowsOnlyAsLongAsTheActiveOneHelps() {
        usable(1, 2);
        inForce(1, 1, 2, null);
        replayed = new ReplayOutcome(1_000, 1_000, 1_140);
        pairs(5, 1_000, 900);
        PolicyStages record = applied();
        assertThat(record.active()).isEqualTo(1);
        assertThat(record.canary()).isNull();
        assertThat(record.reason())
                .startsWith("dropped 2: completion -10.")
                .endsWith("5 pairs of windows; replay of 1000 tasks +14.0 %");
    }

    @Test
    void promotesNoCanaryBeforeThereIsSomethingToReplay() {
        usable(1, 2);
        inForce(1, 1, 2, null);
        replayed = null;
        pairs(5, 1_000, 900);
        assertThat(published).isEmpty();
        replayed = new ReplayOutcome(1_000, 1_000, 1_000);
        pairs(4, 1_000, 900);
        assertThat(published).as("the next look is after twice as many pairs").isEmpty();
        pairs(1, 1_000, 900);
        assertThat(applied().active()).isEqualTo(2);
    }

    @Test
    void dropsACanaryThatIsWorse() {
        usable(1, 2);
        inForce(1, 1, 2, null);
        pairs(5, 1_000, 1_100);
        PolicyStages record = applied();
        assertThat(record.canary()).isNull();
        assertThat(record.active()).isEqualTo(1);
        assertThat(record.reason()).startsWith("dropped 2: completion +");
    }

    @Test
    void dropsACanaryAtOnceThatIsMuchWorseOrKeepsFallingBack() {
        usable(1, 2);
        inForce(1, 1, 2, null);
        pairs(2, 1_000, 1_900);
        assertThat(applied().reason()).startsWith("dropped 2");

        inForce(3, 1, 2, null);
        long index = Math.floorDiv(nowMillis, WINDOW) + 1;
        window(2, "canary", index, 900, 2);
        tick(1);
        assertThat(applied().reason()).isEqualTo("dropped 2: fell back 2 times in 20 tasks");
    }

    @Test
    void waitsWhileTheIntervalReachesBeyondTheToleranceAndLooksThreeTimesOnly() {
        usable(1, 2);
        inForce(1, 1, 2, null);
        // Ratios of 0.8 and 1.2; intervals worked out by hand from their logarithms.
        noisyPairs(9);
        assertThat(published).as("-29 to +24 % after five pairs").isEmpty();
        noisyPairs(10);
        assertThat(published).as("-19 to +9 % after ten").isEmpty();
        noisyPairs(1);
        PolicyStages record = applied();
        assertThat(record.active()).isEqualTo(1);
        assertThat(record.canary()).isNull();
        assertThat(record.reason())
                .isEqualTo(
                        "dropped 2: completion -4.0 % (-12.9 % to +5.8 %) in 20 pairs of windows");
    }

    private void noisyPairs(int count) {
        for (int i = 0; i < count; i++) {
            long pair = Math.floorDiv(nowMillis, 2 * WINDOW) + 1;
            window(1, "active", 2 * pair, 1_000, 0);
            window(2, "canary", 2 * pair + 1, i % 2 == 0 ? 800 : 1_200, 0);
            nowMillis = (pair + 1) * 2 * WINDOW + WINDOW;
            logic.tick(nowMillis);
        }
    }

    @Test
    void creditsWhoShortensAQueueThatCostsBothTheSame() {
        usable(1, 2);
        inForce(1, 1, 2, null);
        for (int i = 0; i < 5; i++) {
            long pair = Math.floorDiv(nowMillis, 2 * WINDOW) + 1;
            // 20 come in each; one places 10 of them, the other 30 of those that wait for 1000 ms.
            window(1, "active", 2 * pair, 20, 10, 1_000, 0, 0);
            window(2, "canary", 2 * pair + 1, 20, 30, 1_000, 0, 0);
            nowMillis = (pair + 1) * 2 * WINDOW + WINDOW;
            logic.tick(nowMillis);
        }
        // 100 + 1000 * (1 + 0.5) and 100 + 1000 * (1 - 0.5) milliseconds a task.
        assertThat(applied().reason())
                .isEqualTo(
                        "promoted 2: completion -62.5 % (-62.5 % to -62.5 %) in 5 pairs of windows;"
                                + " replay of 500 tasks -1.0 %");
    }
}
