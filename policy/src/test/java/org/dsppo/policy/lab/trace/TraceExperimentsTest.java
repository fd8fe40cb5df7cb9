package org.dsppo.policy.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.dsppo.policy.lab.evaluation.Experiment;
import org.dsppo.policy.lab.evaluation.ExperimentInstance;
import org.dsppo.policy.lab.evaluation.Experiments;
import org.dsppo.policy.lab.evaluation.PlainRunner;
import org.dsppo.policy.lab.evaluation.RunSummary;
import org.dsppo.schemas.SharedData;
import org.junit.jupiter.api.Test;

class TraceExperimentsTest {

    @Test
    void holdsEveryInstanceOfTheRegretSuite() throws Exception {
        Experiments experiments = new Experiments(new TraceExperiments(SharedData.of("traces")));

        Experiment suite = experiments.named("regret-suite");

        assertThat(suite.measuresRegret()).isTrue();
        assertThat(suite.instances())
                .extracting(ExperimentInstance::name)
                .hasSize(19)
                .doesNotHaveDuplicates()
                .contains("gavel-0e4a51-2-racks", "openb-gpuspec33-assumed-x5");
    }

    @Test
    void runsEveryKindOfTraceCleanly() throws Exception {
        Experiments experiments = new Experiments(new TraceExperiments(SharedData.of("traces")));
        for (String name : new String[] {"openb", "azure", "gavel"}) {
            ExperimentInstance instance = experiments.named(name).instances().get(0);
            RunSummary summary = RunSummary.of(PlainRunner.of(1).detail(instance, "greedy", 4));
            assertThat(summary.violations()).as(name).isEmpty();
            assertThat(summary.finished()).as(name).isEqualTo(summary.tasks()).isGreaterThan(100);
        }
    }

    @Test
    void saysWhereTheTracesShouldBe() {
        Experiments experiments = new Experiments(new TraceExperiments(Path.of("nowhere")));
        assertThatThrownBy(() -> experiments.named("gavel"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }
}
