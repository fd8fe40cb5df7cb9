package org.dsppo.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.IoProblem;
import org.dsppo.jobs.console.OutputPath;
import org.dsppo.jobs.console.ProductVersion;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.report.experiment.ComparisonTable;
import org.dsppo.jobs.report.experiment.ExperimentDocument;
import org.dsppo.jobs.report.experiment.ExperimentEvaluation;
import org.dsppo.jobs.report.experiment.ExperimentRequest;
import org.dsppo.jobs.report.experiment.ExperimentSettings;
import org.dsppo.jobs.report.experiment.InvalidExperimentException;
import org.dsppo.jobs.report.experiment.OwnSite;
import org.dsppo.jobs.report.experiment.TuningDocument;
import org.dsppo.jobs.report.experiment.TuningEvaluation;
import org.dsppo.jobs.report.experiment.UnseenDocument;
import org.dsppo.jobs.report.experiment.UnseenEvaluation;
import org.dsppo.jobs.run.ClassFit;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.schemas.catalogue.Catalogue;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code dsppo evaluate} with many runs, over a named experiment or a site's own tasks: a folder
 * with figures and a report.
 */
final class ExperimentMode {

    /** Options that an experiment, which has clusters and tasks of its own, has no use for. */
    private static final List<String> NOT_WITH_A_NAME =
            List.of("--cluster", "--tasks", "--trace", "--seed", "--export");

    private final CommandSpec spec;
    private final ExperimentSettings settings;
    private final ClusterOption cluster;
    private final TasksOption tasks;
    private final PolicyOption policy;
    private final OnOff reservations;

    /**
     * @param reservations whether places are kept for tasks that fit nowhere; null for the usual:
     *     not in named experiments, where policies are as they are defined
     */
    ExperimentMode(
            CommandSpec spec,
            ExperimentSettings settings,
            ClusterOption cluster,
            TasksOption tasks,
            PolicyOption policy,
            OnOff reservations) {
        this.spec = spec;
        this.settings = settings;
        this.cluster = cluster;
        this.tasks = tasks;
        this.policy = policy;
        this.reservations = reservations;
    }

    /**
     * Runs the experiment and says what came out.
     *
     * @param json true to print {@code results.json} instead of sentences
     * @return the exit code
     */
    int run(boolean json) {
        if (settings.folder() != null) {
            OutputPath.tryFolder("--out", settings.folder());
        }
        Progress progress = new Progress(spec.commandLine().getErr());
        try {
            return settings.isNamed() ? named(progress, json) : onOwnSite(progress, json);
        } catch (InvalidExperimentException e) {
            throw new UserErrorException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UserErrorException("--out cannot be used: " + IoProblem.inWords(e), e);
        } catch (IllegalStateException e) {
            throw new RunFailedException(e.getMessage(), e);
        } finally {
            progress.clear();
        }
    }

    private int named(Progress progress, boolean json) throws IOException {
        for (String option : NOT_WITH_A_NAME) {
            if (isGiven(option)) {
                throw new UserErrorException(
                        "%s is for a single run or your own tasks, expected --policies, --seeds or --out with --experiment"
                                .formatted(option));
            }
        }
        ExperimentRequest request =
                settings.request(
                        policies(),
                        CommandText.of(spec),
                        ProductVersion.text(),
                        reservations == OnOff.ON);
        if (settings.isBatchTuning()) {
            return tuneBatches(request, progress, json);
        }
        if (settings.isUnseen()) {
            return judge(request, progress, json);
        }
        return report(evaluation(progress).run(request, progress::show), request, progress, json);
    }

    private int onOwnSite(Progress progress, boolean json) throws IOException {
        if (isGiven("--export")) {
            throw new UserErrorException(
                    "--export is for a single run, expected --out for the figures of several");
        }
        if (isGiven("--seed") && isGiven("--seeds")) {
            throw new UserErrorException("--seed and --seeds exclude each other");
        }
        String seeds = isGiven("--seed") ? Long.toString(tasks.seed()) : settings.seeds();
        Catalogue catalogue = cluster.catalogue();
        OwnSite site =
                tasks.isRecorded()
                        ? OwnSite.recorded(
                                tasks.workload(catalogue), seeds, settings.windowMillis())
                        : OwnSite.generated(
                                seed -> tasks.workload(catalogue, seed),
                                seeds,
                                settings.windowMillis());
        ExperimentRequest request =
                settings.request(
                        site,
                        policies(),
                        CommandText.of(spec),
                        ProductVersion.text(),
                        reservations != OnOff.OFF);
        ExperimentDocument document =
                evaluation(progress).run(site.experiment(), site.inputs(), request, progress::show);
        return report(document, request, progress, json);
    }

    /** Policies and groups as typed, by either option; null if none were. */
    private List<String> policies() {
        if (settings.policies() != null && policy.typed() != null) {
            throw new UserErrorException("--policy and --policies exclude each other");
        }
        return settings.policies() == null ? policy.typed() : settings.policies();
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private static ExperimentEvaluation evaluation(Progress progress) {
        return new ExperimentEvaluation(
                Policies::named,
                CalibrationNews.calibrating(progress)::named,
                ClassFit::require,
                Clock.systemUTC());
    }

    private int report(
            ExperimentDocument document,
            ExperimentRequest request,
            Progress progress,
            boolean json) {
        progress.clear();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(document.json());
        } else {
            print(out, document, request);
        }
        out.flush();
        return document.violations() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private int tuneBatches(ExperimentRequest request, Progress progress, boolean json)
            throws IOException {
        TuningDocument document =
                new TuningEvaluation(Clock.systemUTC()).run(request, progress::show);
        show(document.json(), document.lines(), request, progress, json);
        return ExitCode.OK;
    }

    private int judge(ExperimentRequest request, Progress progress, boolean json)
            throws IOException {
        UnseenDocument document =
                new UnseenEvaluation(
                                Policies::named,
                                CalibrationNews.calibrating(progress)::named,
                                Clock.systemUTC())
                        .run(request, settings.sites(), settings.cache(), progress::show);
        show(document.json(), document.lines(), request, progress, json);
        return document.violations() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private void show(
            String json,
            List<String> lines,
            ExperimentRequest request,
            Progress progress,
            boolean asJson) {
        progress.clear();
        PrintWriter out = spec.commandLine().getOut();
        if (asJson) {
            out.println(json);
        } else {
            lines.forEach(out::println);
            out.println("Report: " + request.folder().resolve(ExperimentEvaluation.REPORT));
        }
        out.flush();
    }

    private static void print(
            PrintWriter out, ExperimentDocument document, ExperimentRequest request) {
        if (document.instances().size() == 1) {
            out.println(document.description());
            out.println();
            ComparisonTable.lines(document.instances().get(0)).forEach(out::println);
            out.println();
        }
        out.println(document.headline());
        out.println(request.reservations() ? "With reservations." : "Without reservations.");
        if (document.findings().size() > 1) {
            document.findings().forEach(each -> out.println(each.instance() + ": " + each.text()));
        }
        document.sections().stream()
                .flatMap(section -> section.paragraphs().stream())
                .forEach(out::println);
        if (document.violations() > 0) {
            out.println(document.violations() + " violations; results.csv has them run by run");
        }
        out.println("Report: " + request.folder().resolve(ExperimentEvaluation.REPORT));
    }
}
