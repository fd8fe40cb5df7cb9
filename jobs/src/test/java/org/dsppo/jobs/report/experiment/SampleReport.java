package org.dsppo.jobs.report.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.evaluation.Experiment;
import org.dsppo.policy.lab.evaluation.ExperimentLog;
import org.dsppo.policy.lab.evaluation.ExperimentResults;
import org.dsppo.policy.lab.evaluation.ExperimentRunner;
import org.dsppo.policy.lab.evaluation.PlainRunner;
import org.dsppo.policy.lab.evaluation.TestbedLoad;

/** A small experiment with every kind of chart, and a name that tries to be markup. */
record SampleReport(
        Experiment experiment, ExperimentResults results, ExperimentRunner runner, String page) {

    static final String HOSTILE = "ii5</script><b id=injected>&amp;";
    static final List<Long> SEEDS = List.of(0L, 1L, 2L);
    static final List<String> POLICIES =
            List.of("greedy", "first-fit", "random", "greedy-fastest-only");

    static SampleReport of(Path folder) throws IOException {
        Experiment experiment =
                new Experiment(
                        "sample",
                        "A <small> sample",
                        List.of(
                                TestbedLoad.uniform("ii5-300", 300),
                                TestbedLoad.uniform(HOSTILE, 1200)),
                        false);
        ExperimentRunner runner = PlainRunner.of(2);
        ExperimentResults results;
        try (ExperimentLog log = new ExperimentLog(folder.resolve("results.csv"))) {
            runner.run(experiment, POLICIES, SEEDS, log, (found, done, total) -> {});
            List<String> heuristics = POLICIES.stream().filter(Baselines::isHeuristic).toList();
            results = ExperimentResults.of(experiment, POLICIES, heuristics, SEEDS, log.rows());
        }
        Map<String, InstanceBound> bounds =
                Map.of(
                        "ii5-300",
                        new InstanceBound(43_000, 43_500.0, List.of(0L), 43_900.0, 1.01, null));
        ExperimentDocument document = document(results, bounds);
        String page =
                ReportPage.render(document, DetailedRuns.of(experiment, results, POLICIES, runner));
        return new SampleReport(experiment, results, runner, page);
    }

    static ExperimentDocument document(
            ExperimentResults results, Map<String, InstanceBound> bounds) {
        List<AcrossInstances> across = AcrossInstances.of(results.instances(), bounds);
        Findings findings = new Findings(results, bounds, across);
        return new ExperimentDocument(
                results.experiment(),
                results.description(),
                findings.headline(),
                findings.perInstance(),
                new Provenance(
                        "dsppo evaluate", "1.0", "2026-01-02T03:04:05Z", 2, 2, "17", "any", 5, 6),
                results.seeds(),
                POLICIES,
                List.of(),
                bounds,
                results.instances(),
                across,
                List.of(
                        AcrossInstances.section(across),
                        PaperComparison.section(
                                new ExperimentResults(
                                        "paper-stable",
                                        results.description(),
                                        results.seeds(),
                                        results.instances()),
                                bounds)));
    }
}
