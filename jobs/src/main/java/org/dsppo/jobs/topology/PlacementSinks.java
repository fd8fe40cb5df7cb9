package org.dsppo.jobs.topology;

import org.apache.flink.api.connector.sink2.Sink;
import org.dsppo.operators.lifecycle.PolicyRecord;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.summary.CellSummary;

/**
 * Where the job writes to.
 *
 * @param decisions placement decisions
 * @param summaries key figures per cell and window
 * @param rollouts decisions written down for training
 * @param policies stages, and artefacts that were trained
 * @param deadLetters input that could not be used
 */
public record PlacementSinks(
        Sink<PlacementDecision> decisions,
        Sink<CellSummary> summaries,
        Sink<RolloutSegment> rollouts,
        Sink<PolicyRecord> policies,
        Sink<DeadLetter> deadLetters) {}
