package org.dsppo.operators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.dsppo.operators.serving.CanarySplit;
import org.dsppo.operators.serving.Comparison;
import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.operators.state.LifeCycleState;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.junit.jupiter.api.Test;

/** The way of a version from training over shadow and canary to active. */
final class LifeCycleLogicTest extends LifeCycleScript {

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
    void measuresTheFirstVersionByWhoDecidesInstead() {
        usable(2);
        inForce(1, PolicyStages.NONE, null, 2);
        compared(2, 300, 300, 100, 100);
        tick(1);
        PolicyStages canary = applied();
        assertThat(canary.active()).isEqualTo(PolicyStages.NONE);
        assertThat(canary.canary()).isEqualTo(2);
        assertThat(comparedWith).isEqualTo(PolicyStages.NONE);

        long first = Math.floorDiv(nowMillis, 2 * WINDOW) + 1;
        for (long pair = first; pair < first + 5; pair++) {
            window("greedy", 1, "active", 2 * pair, 20, 20, 0, 900 + pair % 2, 0);
            window(2, "canary", 2 * pair + 1, 900 - pair % 3, 0);
        }
        tick((first + 5) * 2 * WINDOW + WINDOW - nowMillis);
        PolicyStages active = applied();
        assertThat(active.active()).isEqualTo(2);
        assertThat(active.previous()).isEqualTo(PolicyStages.NONE);
    }

    @Test
    void goesBackToWhoDecidedBeforeTheFirstVersion() {
        usable(2);
        inForce(1, PolicyStages.NONE, null, null);
        inForce(new PolicyStages("p", 2, 2, null, null, PolicyStages.NONE, "by hand"));
        assertThat(published).as("it is as good").isEmpty();
        window(2, "active", 10, 500, 30);
        tick(1);
        PolicyStages back = applied();
        assertThat(back.active()).isEqualTo(PolicyStages.NONE);
        assertThat(back.reason()).isEqualTo("rolled back 2: fell back 30 times in 20 tasks");
        tick(60_000);
        assertThat(published).as("nothing takes it back again").isEmpty();
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
        return LifeCycleOptions.of("p", false, CanarySplit.WINDOWS, WINDOW)
                .withSamples(200, 200, 5);
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
}
