package org.dsppo.policy.lab.evaluation;

import java.util.List;

/** Makes the instances of experiments that need real traces, which the product does not carry. */
public interface TraceInstances {

    /** The Alibaba cluster at several loads. */
    List<ExperimentInstance> openb();

    /** Azure arrivals on the paper's classes. */
    List<ExperimentInstance> azure();

    /** Gavel's jobs on racks of three GPU types. */
    List<ExperimentInstance> gavel();

    /**
     * The traced part of the regret suite.
     *
     * @param jitter run times are scaled by factors of 1 ± jitter, by seed
     */
    List<ExperimentInstance> regretSuite(double jitter);

    /** For a run without traces: names the option that is missing. */
    TraceInstances MISSING =
            new TraceInstances() {
                @Override
                public List<ExperimentInstance> openb() {
                    throw missing();
                }

                @Override
                public List<ExperimentInstance> azure() {
                    throw missing();
                }

                @Override
                public List<ExperimentInstance> gavel() {
                    throw missing();
                }

                @Override
                public List<ExperimentInstance> regretSuite(double jitter) {
                    throw missing();
                }

                private IllegalArgumentException missing() {
                    return new IllegalArgumentException(
                            "the experiment needs real traces, expected --traces DIR with the"
                                    + " folders openb, azure-llm-2023 and gavel");
                }
            };
}
