package org.dsppo.jobs.options;

/** Whether the job trains the policy on what arrives. */
public enum Training {
    /** It does, in the operator that leads versions. */
    EMBEDDED,
    /** It does not. */
    OFF
}
