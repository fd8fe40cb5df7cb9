package org.dsppo.jobs.bridge;

import java.nio.file.Path;

/**
 * How a bridge reaches its API server.
 *
 * @param kubeconfig file that says where it is; null for the pod's own account, or what KUBECONFIG
 *     and the home directory say
 * @param lease {@code namespace/name} of the Lease that says who leads; null where there is only
 *     one
 * @param parallelCalls how many bindings are written at a time
 */
public record BridgeConnection(Path kubeconfig, String lease, int parallelCalls) {}
