package org.dsppo.jobs.report.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.evaluation.Experiment;
import org.dsppo.policy.lab.evaluation.ExperimentInstance;
import org.dsppo.policy.lab.evaluation.ExperimentLog;
import org.dsppo.policy.lab.evaluation.ExperimentResults;
import org.dsppo.policy.lab.evaluation.ExperimentRow;
import org.dsppo.policy.lab.evaluation.ExperimentRunner;
import org.dsppo.policy.lab.evaluation.Experiments;
import org.dsppo.policy.lab.evaluation.TraceInstances;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.trace.TraceExperiments;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * Runs an experiment and writes its folder: {@code results.csv} as runs end, then {@code
 * results.json} and {@code report.html}. When it is stopped, the same request goes on where it was.
 */
public final class ExperimentEvaluation {

    static final String RESULTS_CSV = "results.csv";
    static final String RESULTS_JSON = "results.json";

    /** The report's name in the folder. */
    public static final String REPORT = "report.html";

    private final Consumer<String> known;
    private final BiFunction<String, Catalogue, Supplier<PlacementPolicy>> policies;
    private final Consumer<Workload> check;
    private final Clock clock;

    /**
     * @param known throws {@link IllegalArgumentException} for names of policies that are unknown
     * @param policies name and site to policy
     * @param check refuses workloads that make no sense to run, by an exception of the caller's
     * @param clock tells when a report was made
     */
    public ExperimentEvaluation(
            Consumer<String> known,
            BiFunction<String, Catalogue, Supplier<PlacementPolicy>> policies,
            Consumer<Workload> check,
            Clock clock) {
        this.known = known;
        this.policies = policies;
        this.check = check;
        this.clock = clock;
    }

    /**
     * Runs what is missing and writes everything anew.
     *
     * @param progress told how far it is, one line at a time
     * @return what {@code results.json} holds
     * @throws IOException if the folder cannot be read or written
     * @throws InvalidExperimentException if the request makes no sense, before anything is written
     * @throws IllegalStateException if a policy breaks down
     */
    public ExperimentDocument run(ExperimentRequest request, Consumer<String> progress)
            throws IOException {
        return run(named(request), null, request, progress);
    }

    /**
     * The same for an experiment that has no name of its own.
     *
     * @param inputs digest of what the experiment is about, by which its folder is known again;
     *     null if the name says it all
     */
    public ExperimentDocument run(
            Experiment experiment,
            String inputs,
            ExperimentRequest request,
            Consumer<String> progress)
            throws IOException {
        long startedAt = clock.millis();
        PolicySelection selection =
                PolicySelection.of(request.policies(), known, experiment.measuresRegret());
        experiment.instances().forEach(each -> check(each, request.seeds().get(0)));
        ExperimentManifest.of(request, experiment, inputs).claim(request.folder());

        Map<String, List<BoundCache.Entry>> computed =
                new ExperimentBounds(request, progress).of(experiment);
        ExperimentRunner runner = new ExperimentRunner(policies, request.threads(), rules(request));
        List<ExperimentRow> rows = run(experiment, selection, request, runner, progress);
        ExperimentResults results =
                ExperimentResults.of(
                        experiment, selection.all(), selection.heuristics(), request.seeds(), rows);
        progress.accept(experiment.name() + ": writing the report");
        DetailedRuns details = DetailedRuns.of(experiment, results, selection.requested(), runner);
        Map<String, InstanceBound> bounds = bounds(computed, selection, rows);
        ExperimentDocument document =
                document(
                        results,
                        description(results, request),
                        selection,
                        bounds,
                        provenance(request, startedAt, rows));
        write(request.folder(), document, details);
        return document;
    }

    private static EngineOptions rules(ExperimentRequest request) {
        EngineOptions rules = EngineOptions.defaults();
        return request.reservations() ? rules : rules.withoutReservations();
    }

    private static Experiment named(ExperimentRequest request) {
        Path traces = request.traces();
        try {
            return new Experiments(
                            traces == null ? TraceInstances.MISSING : new TraceExperiments(traces))
                    .named(request.experiment());
        } catch (IllegalArgumentException e) {
            throw new InvalidExperimentException(e.getMessage(), e);
        }
    }

    private void check(ExperimentInstance instance, long seed) {
        Workload workload = instance.workloads().apply(seed);
        if (workload.tasks().stream().noneMatch(message -> message.submitted() != null)) {
            throw new InvalidExperimentException(
                    "instance %s submits no task, expected at least one"
                            .formatted(instance.name()));
        }
        check.accept(workload);
    }

    private static List<ExperimentRow> run(
            Experiment experiment,
            PolicySelection selection,
            ExperimentRequest request,
            ExperimentRunner runner,
            Consumer<String> progress)
            throws IOException {
        try (ExperimentLog log = open(request.folder().resolve(RESULTS_CSV))) {
            RunsProgress told = new RunsProgress(experiment.name(), progress, System::nanoTime);
            runner.run(experiment, selection.all(), request.seeds(), log, told);
            return log.rows();
        }
    }

    private static ExperimentLog open(Path file) throws IOException {
        try {
            return new ExperimentLog(file);
        } catch (IllegalArgumentException e) {
            throw new InvalidExperimentException(e.getMessage(), e);
        }
    }

    private static Map<String, InstanceBound> bounds(
            Map<String, List<BoundCache.Entry>> computed,
            PolicySelection selection,
            List<ExperimentRow> rows) {
        Map<String, InstanceBound> bounds = new LinkedHashMap<>();
        computed.forEach(
                (instance, entries) ->
                        bounds.put(
                                instance,
                                InstanceBound.of(
                                        entries,
                                        rows.stream()
                                                .filter(row -> row.instance().equals(instance))
                                                .filter(
                                                        row ->
                                                                selection
                                                                        .all()
                                                                        .contains(row.policy()))
                                                .toList())));
        return bounds;
    }

    private static ExperimentDocument document(
            ExperimentResults results,
            String description,
            PolicySelection selection,
            Map<String, InstanceBound> bounds,
            Provenance provenance) {
        List<AcrossInstances> across = AcrossInstances.of(results.instances(), bounds);
        Findings findings = new Findings(results, bounds, across);
        List<ReportSection> sections = new ArrayList<>();
        if (PaperComparison.isAbout(results.experiment())) {
            sections.add(PaperComparison.section(results, bounds));
        }
        if (!across.isEmpty()) {
            sections.add(AcrossInstances.section(across));
        }
        return new ExperimentDocument(
                results.experiment(),
                description,
                findings.headline(),
                findings.perInstance(),
                provenance,
                results.seeds(),
                selection.requested(),
                selection.references(),
                bounds,
                results.instances(),
                across,
                sections);
    }

    private static String description(ExperimentResults results, ExperimentRequest request) {
        return "%s; %s reservations"
                .formatted(results.description(), request.reservations() ? "with" : "without");
    }

    private Provenance provenance(
            ExperimentRequest request, long startedAt, List<ExperimentRow> rows) {
        return Provenance.here(
                request.command(),
                request.version(),
                clock,
                request.threads(),
                startedAt,
                rows.stream().mapToLong(ExperimentRow::simulationMillis).sum());
    }

    private static void write(Path folder, ExperimentDocument document, DetailedRuns details)
            throws IOException {
        Files.writeString(folder.resolve(RESULTS_JSON), document.json() + "\n");
        Files.writeString(folder.resolve(REPORT), ReportPage.render(document, details));
    }
}
