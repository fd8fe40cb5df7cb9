package org.dsppo.operators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.dsppo.schemas.policyversion.PolicyStages;
import org.junit.jupiter.api.Test;

/** What is refused, missing, failing, or active without a trial is taken out again. */
final class ActiveGuardTest extends LifeCycleScript {

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
    void asksOnceForAChange() {
        usable(1);
        versions.refusals.put(2, "poison");
        inForce(1, 1, null, 2);
        tick(1_000);
        tick(1_000);
        assertThat(published).hasSize(1);
    }
}
