package org.dsppo.operators.state;

/**
 * Under which epoch a subtask wrote its snapshot.
 *
 * @param jobId the job that wrote it
 * @param jobAttempt which run of that job, from 0
 * @param epoch epoch of its decisions
 */
public record EpochState(String jobId, int jobAttempt, long epoch) {}
