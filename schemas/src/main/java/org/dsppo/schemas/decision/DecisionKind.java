package org.dsppo.schemas.decision;

/** What a decision tells the executor and the submitter. */
public enum DecisionKind {
    /** Run the attempt on this node. A lease: it must start in time. */
    ASSIGN,
    /** The task waits; informative. */
    WAIT,
    /** The task will not run. Final. */
    REJECT,
    /** Stop this attempt. */
    CANCEL,
    /** Written once per partition after a restore: records of lower epochs that follow are void. */
    EPOCH
}
