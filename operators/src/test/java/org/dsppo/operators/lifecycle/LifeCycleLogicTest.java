package org.dsppo.operators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.operators.serving.CanarySplit;
import org.dsppo.operators.serving.Comparison;
import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.junit.jupiter.api.Test;

class LifeCycleLogicTest {

    private static final long WINDOW = 1_000;
    private static final LifeCycleOptions OPTIONS =
            LifeCycleOptions.of("p", true, CanarySplit.WINDOWS, WINDOW);

    private final Versions versions = new Versions();
    private final List<PolicyStages> published = new ArrayList<>();
    private ReplayOutcome replayed = new ReplayOutcome(500, 1_000, 990);
    private long nowMillis = 1_000;
    private LifeCycleLogic logic = logic(OPTIONS, LifeCycleState.INITIAL);

    private static final class Versions implements VersionCatalogue {
        private final Map<String, PolicyStages> records = new HashMap<>();
        private final Set<Integer> usable = new HashSet<>();
        private final Map<Integer, String> refusals = new HashMap<>();
        private Integer builtIn;

        @Override
        public PolicyStages newest(String policy) {
            return records.get(policy);
        }

        @Override
        public long highestRevision() {
            return records.values().stream().mapToLong(PolicyStages::revision).max().orElse(0);
        }

        @Override
        public boolean isUsable(String policy, int version) {
            return usable.contains(version);
        }

        @Override
        public String refusal(String policy, int version) {
            return refusals.get(version);
        }

        @Override
        public Integer builtIn(String policy) {
            return builtIn;
        }
    }

    private LifeCycleLogic logic(LifeCycleOptions options, LifeCycleState state) {
        return new LifeCycleLogic(
                options, versions, (active, candidate) -> replayed, state, published::add);
    }

    private void usable(Integer... some) {
        versions.usable.addAll(List.of(some));
    }

    private void inForce(long revision, int active, Integer canary, Integer shadow) {
        inForce(new PolicyStages("p", revision, active, canary, shadow, null, null));
    }

    private void inForce(PolicyStages record) {
        versions.records.put(record.name(), record);
        tick(0);
    }

    private void tick(long later) {
        nowMillis += later;
        logic.tick(nowMillis);
    }

    /** What was asked for comes back. */
    private PolicyStages applied() {
        assertThat(published).as("one change at a time").hasSize(1);
        PolicyStages record = published.remove(0);
        inForce(record);
        return record;
    }

    private void compared(int version, long compared, long agreed, long own, long other) {
        Comparison comparison = new Comparison(compared, agreed, compared, own, other, 0);
        logic.report(PolicyReport.ofShadow("default", "p", version, nowMillis, comparison));
    }

    private void window(int version, String stage, long index, long meanMillis, long fallbacks) {
        window(version, stage, index, 20, 20, 0, meanMillis - 100, fallbacks);
    }

    /** Every task's shortest run time is 100 ms. */
    private void window(
            int version,
            String stage,
            long index,
            long arrived,
            long assigned,
            long waitMillis,
            long excessMillis,
            long fallbacks) {
        logic.report(
                new PolicyReport(
                        "default",
                        "p",
                        version,
                        stage,
                        index * WINDOW,
                        arrived,
                        assigned,
                        arrived * waitMillis,
                        assigned * waitMillis,
                        assigned * excessMillis,
                        assigned * 100,
                        fallbacks,
                        Comparison.NONE));
    }

    private void pairs(int count, long activeMillis, long canaryMillis) {
        long first = Math.floorDiv(nowMillis, 2 * WINDOW) + 1;
        for (long pair = first; pair < first + count; pair++) {
            // A little noise, so that intervals have a width.
            window(1, "active", 2 * pair, activeMillis + pair % 2, 0);
            window(2, "canary", 2 * pair + 1, canaryMillis - pair % 3, 0);
        }
        nowMillis = (first + count) * 2 * WINDOW + WINDOW;
        logic.tick(nowMillis);
    }

    @Test
    void leadsAGoodVersionFromShadowToActive() {
        usable(1, 2);
        inForce(1, 1, null, 2);
        compared(2, 199, 150, 100, 100);
        tick(1);
        assertThat(published).as("too little to go by").isEmpty();
        compared(2, 1, 1, 0, 0);
        tick(1);
        PolicyStages canary = applied();
        assertThat(canary.canary()).isEqualTo(2);
        assertThat(canary.shadow()).isNull();
        assertThat(canary.revision()).isEqualTo(2);
        assertThat(canary.reason())
                .isEqualTo(
                        "2 to canary: agreed on 75.5 % of 200 tasks, choices +0.0 %; replay of 500"
                                + " tasks -1.0 %");

        pairs(4, 1_000, 900);
        assertThat(published).isEmpty();
        pairs(1, 1_000, 900);
        PolicyStages active = applied();
        assertThat(active.active()).isEqualTo(2);
        assertThat(active.canary()).isNull();
        assertThat(active.previous()).isEqualTo(1);
        assertThat(active.reason()).startsWith("promoted 2: completion -10.").contains("5 pairs");
        tick(60_000);
        assertThat(published).as("nothing left to do").isEmpty();
    }

    @Test
    void dropsAShadowWhoseChoicesAreBadOrThatCannotScore() {
        usable(1, 2, 3);
        inForce(1, 1, null, 2);
        compared(2, 300, 20, 900, 300);
        tick(1);
        assertThat(applied().reason())
                .isEqualTo("dropped 2: agreed on 6.7 % of 300 tasks, choices +200.0 %");

        inForce(3, 1, null, 3);
        logic.report(
                PolicyReport.ofShadow(
                        "default", "p", 3, nowMillis, new Comparison(9, 9, 9, 9, 9, 1)));
        tick(1);
        PolicyStages dropped = applied();
        assertThat(dropped.reason()).isEqualTo("dropped 3: could not score 1 of 10 tasks");
        assertThat(dropped.shadow()).isNull();
        assertThat(dropped.active()).isEqualTo(1);
    }

    @Test
    void dropsAVersionThatIsWorseInAReplay() {
        usable(1, 2);
        replayed = new ReplayOutcome(500, 1_000, 1_030);
        inForce(1, 1, null, 2);
        compared(2, 300, 300, 100, 100);
        tick(1);
        assertThat(applied().reason())
                .startsWith("dropped 2")
                .endsWith("replay of 500 tasks +3.0 %");
    }

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
    void waitsUntilThereIsSomethingToReplay() {
        usable(1, 2);
        replayed = null;
        inForce(1, 1, null, 2);
        compared(2, 300, 300, 100, 100);
        tick(1);
        assertThat(published).isEmpty();
        replayed = new ReplayOutcome(500, 1_000, 1_005);
        tick(1);
        assertThat(applied().canary()).isEqualTo(2);
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

    @Test
    void takesARefusedVersionOut() {
        usable(1);
        versions.refusals.put(2, "weights hold NaN");
        inForce(new PolicyStages("p", 4, 1, null, 2, null, null));
        PolicyStages record = applied();
        assertThat(record.shadow()).isNull();
        assertThat(record.revision()).isEqualTo(5);
        assertThat(record.reason()).isEqualTo("refused 2: weights hold NaN");
    }

    @Test
    void putsTheLastGoodVersionBackWhereARefusedOneShouldBeActive() {
        usable(1, 3);
        versions.refusals.put(2, "feature version is 7, expected 1");
        inForce(1, 1, null, null);
        inForce(2, 2, null, 3);
        PolicyStages record = applied();
        assertThat(record.active()).isEqualTo(1);
        assertThat(record.shadow()).isEqualTo(3);
        assertThat(record.reason()).contains("refused 2: feature version is 7");
    }

    @Test
    void waitsAMomentForAnArtefactThatIsNotThereYet() {
        usable(1);
        inForce(1, 1, null, 2);
        tick(4_000);
        assertThat(published).isEmpty();
        tick(2_000);
        assertThat(applied().reason()).isEqualTo("refused 2: there is no artefact");
    }

    @Test
    void rollsBackAnActiveVersionThatKeepsFallingBackAndNeverForwardAgain() {
        usable(1, 2);
        inForce(1, 1, null, null);
        replayed = null;
        inForce(new PolicyStages("p", 2, 2, null, null, 1, null));
        window(2, "active", 5, 900, 4);
        tick(1);
        PolicyStages record = applied();
        assertThat(record.active()).isEqualTo(1);
        assertThat(record.previous()).isNull();
        assertThat(record.reason()).isEqualTo("rolled back 2: fell back 4 times in 20 tasks");
        window(1, "active", 8, 900, 4);
        tick(1);
        assertThat(published).as("there is nothing better").isEmpty();
    }

    @Test
    void replaysWhatWasMadeActiveByHand() {
        usable(1, 2);
        inForce(1, 1, null, null);
        replayed = new ReplayOutcome(500, 1_000, 1_500);
        inForce(2, 2, null, null);
        PolicyStages record = applied();
        assertThat(record.active()).isEqualTo(1);
        assertThat(record.reason()).isEqualTo("rolled back 2: replay of 500 tasks +50.0 %");
    }

    @Test
    void putsATrainedVersionOnTrialWhenThereIsNoneOther() {
        usable(1, 2, 3);
        inForce(1, 1, null, 2);
        assertThat(logic.isFree()).isFalse();
        logic.trained(3);
        tick(1);
        assertThat(published).isEmpty();
        inForce(2, 1, null, null);
        PolicyStages record = applied();
        assertThat(record.shadow()).isEqualTo(3);
        assertThat(record.reason()).isEqualTo("trained 3");
    }

    @Test
    void startsFromWhatComesWithTheProduct() {
        usable(1, 2);
        versions.builtIn = 1;
        logic.trained(2);
        tick(1);
        assertThat(applied()).isEqualTo(new PolicyStages("p", 1, 1, null, 2, null, "trained 2"));
    }

    @Test
    void keepsStillWhileAnotherPolicyHasTheLastWord() {
        usable(1, 2);
        inForce(1, 1, null, 2);
        versions.records.put("greedy", new PolicyStages("greedy", 2, 1, null, null));
        compared(2, 300, 10, 900, 100);
        tick(1);
        assertThat(published).isEmpty();
    }

    @Test
    void leavesPromotionsToPeopleIfToldTo() {
        logic = logic(manual(), LifeCycleState.INITIAL);
        usable(1, 2);
        inForce(1, 1, null, 2);
        compared(2, 300, 300, 100, 100);
        tick(1);
        assertThat(published).isEmpty();
        compared(2, 300, 0, 1_000, 100);
        tick(1);
        assertThat(applied().shadow()).as("bad ones are dropped all the same").isNull();
    }

    private static LifeCycleOptions manual() {
        return LifeCycleOptions.of("p", false, CanarySplit.WINDOWS, WINDOW);
    }

    @Test
    void goesOnFromItsStateAsIfNothingHadHappened() {
        usable(1, 2);
        inForce(1, 1, 2, null);
        pairs(4, 1_000, 900);
        logic = logic(OPTIONS, logic.state());
        pairs(1, 1_000, 900);
        assertThat(applied().active()).isEqualTo(2);
    }

    @Test
    void asksOnceForAChange() {
        usable(1);
        versions.refusals.put(2, "poison");
        inForce(1, 1, null, 2);
        tick(1_000);
        tick(1_000);
        assertThat(published).hasSize(1);
    }
}
