package org.dsppo.operators.lifecycle;

import org.dsppo.schemas.policyversion.PolicyStages;

/** What is known of versions and their stages. */
interface VersionCatalogue {

    /** The newest stage record of a policy, or null. */
    PolicyStages newest(String policy);

    /** Highest revision of any stage record, 0 if there is none. */
    long highestRevision();

    /** True if there is such a version and it was not refused. */
    boolean isUsable(String policy, int version);

    /** Why an artefact was refused; null if it was not. */
    String refusal(String policy, int version);

    /** The version that decides while there is no stage record; null if another policy does. */
    Integer builtIn(String policy);
}
