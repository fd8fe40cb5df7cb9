package org.dsppo.operators.training;

import org.dsppo.policy.learned.weights.PolicyArtefact;

/** What training begins from and what it may not collide with. */
public interface TrainingBase {

    /** The version that is active, 0 if another policy decides. */
    int activeVersion();

    /** Its artefact; null if it has none. */
    PolicyArtefact activeArtefact();

    /** The highest version that is published or named anywhere. */
    int highestVersion();
}
