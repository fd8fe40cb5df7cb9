package org.dsppo.jobs.bridge;

/** What a bridge leads to. */
public enum BridgeKind {
    /** Pods and nodes of a cluster, virtual nodes of Kosmos included. */
    KUBERNETES,
    /** Resource bindings and member clusters of a Karmada control plane. */
    KARMADA
}
