package org.dsppo.jobs.topology;

import org.apache.flink.api.connector.source.Source;
import org.dsppo.operators.decode.RawRecord;

/**
 * What the job reads.
 *
 * @param catalogue clusters, nodes and task classes
 * @param policies which versions of a policy act
 * @param tasks submissions and cancellations
 * @param telemetry state of nodes
 * @param taskEvents what executors report about attempts
 * @param allocations how nodes that are tuned serve their classes; null to leave that out
 */
public record PlacementSources(
        Source<RawRecord, ?, ?> catalogue,
        Source<RawRecord, ?, ?> policies,
        Source<RawRecord, ?, ?> tasks,
        Source<RawRecord, ?, ?> telemetry,
        Source<RawRecord, ?, ?> taskEvents,
        Source<RawRecord, ?, ?> allocations) {}
