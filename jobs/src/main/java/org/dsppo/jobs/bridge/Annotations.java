package org.dsppo.jobs.bridge;

/** What people write on pods and resource bindings for the bridge, and what it writes there. */
final class Annotations {
    /** Task class, for policies and reports; default {@code pod}. */
    static final String TASK_CLASS = "dsppo.io/class";

    /** Who is charged; default the namespace. */
    static final String TENANT = "dsppo.io/tenant";

    /** How long it runs about, such as {@code 5m}. */
    static final String RUNTIME = "dsppo.io/runtime";

    /** Wished end: a time such as {@code 2026-05-01T12:00:00Z}, or such as {@code 30m} from now. */
    static final String DEADLINE = "dsppo.io/deadline";

    /** Higher first; default the priority of the pod. */
    static final String PRIORITY = "dsppo.io/priority";

    /** The decision that a binding carries out; written with the binding, in one step. */
    static final String DECISION = "dsppo.io/decision-id";

    /** The strategy it chose, likewise. */
    static final String STRATEGY = "dsppo.io/strategy";

    /** Label of every node in the catalogue: its name on the platform. */
    static final String NODE_LABEL = "dsppo.io/node";

    /** Label of every node in the catalogue: the taints that keep pods away. */
    static final String TAINTS_LABEL = "dsppo.io/taints";

    private Annotations() {}
}
