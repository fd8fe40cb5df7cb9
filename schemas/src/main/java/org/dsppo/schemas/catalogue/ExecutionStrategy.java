package org.dsppo.schemas.catalogue;

import java.util.Map;

/**
 * One way to run a task (paper, equations 3 and 4).
 *
 * @param id name, unique within its class
 * @param nodeSelector every label must match
 * @param demand resource name to amount held while the task runs
 * @param runtimeMillis estimated run time at {@code runtimeScale} 1
 * @param elastic lets the policy choose a share of one resource; null for none
 */
public record ExecutionStrategy(
        String id,
        Map<String, String> nodeSelector,
        Map<String, Double> demand,
        long runtimeMillis,
        Elastic elastic) {}
