package org.dsppo.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.ProductVersion;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.report.experiment.ExperimentDocument;
import org.dsppo.jobs.report.experiment.ExperimentEvaluation;
import org.dsppo.jobs.report.experiment.ExperimentRequest;
import org.dsppo.jobs.report.experiment.ExperimentSettings;
import org.dsppo.jobs.report.experiment.InvalidExperimentException;
import org.dsppo.jobs.report.experiment.TuningDocument;
import org.dsppo.jobs.report.experiment.TuningEvaluation;
import org.dsppo.jobs.run.ClassFit;
import org.dsppo.policy.lab.selection.Policies;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code dsppo evaluate --experiment}: many runs, a folder with figures and a report. */
final class ExperimentMode {

    private static final List<String> FOR_ONE_RUN =
            List.of("--cluster", "--tasks", "--seed", "--policy", "--export");

    private final CommandSpec spec;
    private final ExperimentSettings settings;
    private final boolean reservations;

    /**
     * @param reservations true to run with places kept for tasks that fit nowhere
     */
    ExperimentMode(CommandSpec spec, ExperimentSettings settings, boolean reservations) {
        this.spec = spec;
        this.settings = settings;
        this.reservations = reservations;
    }

    /**
     * Runs the experiment and says what came out.
     *
     * @param json true to print {@code results.json} instead of sentences
     * @return the exit code
     */
    int run(boolean json) {
        refuseOptionsForOneRun();
        Progress progress = new Progress(spec.commandLine().getErr());
        try {
            ExperimentRequest request =
                    settings.request(CommandText.of(spec), ProductVersion.text(), reservations);
            return settings.isBatchTuning()
                    ? tuneBatches(request, progress, json)
                    : comparePolicies(request, progress, json);
        } catch (InvalidExperimentException e) {
            throw new UserErrorException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UserErrorException("--out cannot be used: " + e, e);
        } catch (IllegalStateException e) {
            throw new RunFailedException(e.getMessage(), e);
        } finally {
            progress.clear();
        }
    }

    private int comparePolicies(ExperimentRequest request, Progress progress, boolean json)
            throws IOException {
        ExperimentDocument document =
                new ExperimentEvaluation(Policies::named, ClassFit::require, Clock.systemUTC())
                        .run(request, progress::show);
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
        progress.clear();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(document.json());
        } else {
            document.lines().forEach(out::println);
            out.println("Report: " + request.folder().resolve(ExperimentEvaluation.REPORT));
        }
        out.flush();
        return ExitCode.OK;
    }

    private void refuseOptionsForOneRun() {
        ParseResult parsed = spec.commandLine().getParseResult();
        for (String option : FOR_ONE_RUN) {
            if (parsed.hasMatchedOption(option)) {
                throw new UserErrorException(
                        "%s is for a single run, expected --policies, --seeds or --out with --experiment"
                                .formatted(option));
            }
        }
    }

    private static void print(
            PrintWriter out, ExperimentDocument document, ExperimentRequest request) {
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
