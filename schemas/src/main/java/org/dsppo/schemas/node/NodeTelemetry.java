package org.dsppo.schemas.node;

import java.util.List;
import java.util.Map;

/**
 * Full state of one node (topic {@code telemetry}); a lost or repeated report does no harm.
 *
 * @param nodeId the node
 * @param cluster id of its cluster
 * @param labels matched by node selectors
 * @param capacity resource name to amount (MB, cores, accelerator units, bandwidth units)
 * @param devices accelerator resource to its devices; may be empty: as the catalogue lists them
 * @param used resource name to amount in use by anybody, same units; null when not measured
 * @param running attempts that hold resources now
 * @param healthy false takes the node out of service
 * @param draining true: nothing new is placed here, on purpose
 * @param reportedAtMillis epoch milliseconds at the node
 * @param sequence rises with every report of the node
 */
public record NodeTelemetry(
        String nodeId,
        String cluster,
        Map<String, String> labels,
        Map<String, Double> capacity,
        Map<String, DeviceReports> devices,
        Map<String, Double> used,
        List<RunningAttempt> running,
        boolean healthy,
        boolean draining,
        long reportedAtMillis,
        long sequence) {}
