package org.dsppo.jobs.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.IoProblem;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.ProductVersion;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.report.experiment.Provenance;
import org.dsppo.jobs.report.training.TrainingReport;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.evolution.EvolutionSettings;
import org.dsppo.policy.training.plan.EvolutionStage;
import org.dsppo.policy.training.plan.StartingPolicy;
import org.dsppo.policy.training.plan.TrainingPlan;
import org.dsppo.policy.training.plan.TrainingRecord;
import org.dsppo.policy.training.plan.TrainingReview;
import org.dsppo.policy.training.plan.TrainingRun;
import org.dsppo.policy.training.sites.CurriculumFamilies;
import org.dsppo.policy.training.sites.FamilyEvaluator;
import org.dsppo.policy.training.sites.SiteSamples;
import org.dsppo.policy.training.sites.TrainingFamily;
import org.dsppo.policy.training.sites.WideFamilies;
import org.dsppo.schemas.codec.InvalidFileException;

/** Training of the placement policy: by a plan, or to a site's own tasks for some minutes. */
public final class PlacementTraining {

    private final PlacementTrainingSettings settings;
    private final Path file;
    private final Progress progress;

    /**
     * @param file where the policy goes
     */
    public PlacementTraining(PlacementTrainingSettings settings, Path file, Progress progress) {
        this.settings = settings;
        this.file = file;
        this.progress = progress;
    }

    /**
     * Trains and says what came of it.
     *
     * @param site tasks to tune to, read only if it is asked for
     * @param seed of everything random in tuning
     * @param command the command line, for people
     * @return the exit code
     */
    public int run(
            Supplier<Workload> site, long seed, String command, PrintWriter out, boolean json) {
        int cores =
                settings.threads() == null
                        ? Runtime.getRuntime().availableProcessors()
                        : settings.threads();
        if (cores < 1) {
            throw new UserErrorException("--threads is %d, expected 1 or more".formatted(cores));
        }
        try (FamilyEvaluator evaluator = new FamilyEvaluator(cores)) {
            Map<String, Object> summary =
                    settings.minutes() == null
                            ? byPlan(command, evaluator)
                            : toSite(site, seed, command, evaluator);
            progress.clear();
            if (json) {
                JsonOutput.print(out, summary);
            } else {
                print(out, summary);
            }
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UserErrorException(
                    "--out is %s: %s".formatted(file, IoProblem.inWords(e)), e);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
    }

    private Map<String, Object> byPlan(String command, FamilyEvaluator evaluator)
            throws IOException {
        if (settings.judged() < 1) {
            throw new UserErrorException(
                    "--judge is %d, expected 1 or more".formatted(settings.judged()));
        }
        long startedAtMillis = System.currentTimeMillis();
        TrainingPlan plan = plan();
        TrainingRun run = trainingRun(plan, WideFamilies.all(), evaluator);
        Map<String, Object> summary = train(run, null, () -> false);
        progress.show("judging the stages");
        TrainingReview review = new TrainingReview(run, settings.judged());
        TrainingRecord record = review.record();
        if (settings.ablate()) {
            record = record.withAblations(review.ablate(new TrainingClock(progress)::advanced));
        }
        summary.put("report", report(record, command, evaluator, startedAtMillis).toString());
        return summary;
    }

    /** Writes the report beside the policy. */
    private Path report(
            TrainingRecord record, String command, FamilyEvaluator evaluator, long startedAtMillis)
            throws IOException {
        Path page = file.resolveSibling(file.getFileName() + ".report.html");
        TrainingReport.write(
                page,
                record,
                Provenance.here(
                        command,
                        ProductVersion.text(),
                        Clock.systemUTC(),
                        evaluator.threads(),
                        startedAtMillis,
                        0));
        return page;
    }

    private TrainingPlan plan() throws IOException {
        if (TrainingPlan.builtInNames().contains(settings.plan())) {
            return TrainingPlan.builtIn(settings.plan());
        }
        try {
            return TrainingPlan.read(
                    Path.of(settings.plan()), line -> progress.say("warning: " + line));
        } catch (IOException e) {
            throw new UserErrorException(
                    "--plan is %s: %s".formatted(settings.plan(), IoProblem.inWords(e)), e);
        } catch (InvalidFileException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
    }

    private TrainingRun trainingRun(
            TrainingPlan plan, List<TrainingFamily> families, FamilyEvaluator evaluator) {
        Path folder = file.resolveSibling(file.getFileName() + ".work");
        List<TrainingFamily> others = new ArrayList<>(CurriculumFamilies.all());
        others.addAll(WideFamilies.single());
        others.addAll(WideFamilies.unlike());
        return new TrainingRun(plan, families, others, folder, evaluator);
    }

    private Map<String, Object> train(TrainingRun run, PolicyArtefact first, BooleanSupplier stop)
            throws IOException {
        long begun = System.nanoTime();
        TrainingClock clock = new TrainingClock(progress);
        PolicyArtefact policy = run.run(first, stop, clock::advanced);
        byte[] bytes = policy.toBytes();
        Files.write(file, bytes);
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("policy", policy.name());
        summary.put("file", file.toString());
        summary.put("bytes", bytes.length);
        summary.put("seconds", (System.nanoTime() - begun) / 1_000_000_000);
        summary.putAll(clock.latestValidation());
        return summary;
    }

    private Map<String, Object> toSite(
            Supplier<Workload> tasks, long seed, String command, FamilyEvaluator evaluator)
            throws IOException {
        boolean planned = !settings.plan().equals(TrainingPlan.SHIPPED);
        if (planned || settings.ablate()) {
            throw new UserErrorException(
                    "--%s and --minutes exclude each other".formatted(planned ? "plan" : "ablate"));
        }
        if (settings.minutes() <= 0) {
            throw new UserErrorException(
                    "--minutes is %s, expected more than 0".formatted(settings.minutes()));
        }
        long startedAtMillis = System.currentTimeMillis();
        long end = System.nanoTime() + (long) (settings.minutes() * 60e9);
        PolicyArtefact named = named();
        SiteSamples samples = new SiteSamples(tasks.get());
        List<TrainingFamily> families = samples.tuning();
        TrainingPlan plan =
                new TrainingPlan(
                        "ds-ppo-site",
                        seed,
                        List.of(new EvolutionStage(Long.MAX_VALUE, EvolutionSettings.SITE)));
        TrainingRun run = trainingRun(plan, families, evaluator);
        PolicyArtefact first =
                named == null ? StartingPolicy.greedy("ds-ppo-site", families) : named;
        progress.show("comparing %d heuristics".formatted(Baselines.allHeuristics().size()));
        Map<String, Object> summary = train(run, first, () -> System.nanoTime() >= end);
        progress.show("judging on held-out tasks");
        PolicyArtefact tuned = Policies.artefact("ds-ppo:file=" + file);
        SiteVerdict verdict = SiteVerdict.of(first, tuned, samples.heldOut(), evaluator);
        if (!verdict.better()) {
            Files.write(file, first.toBytes());
        }
        summary.putAll(verdict.summary());
        TrainingRecord record =
                new TrainingReview(run, samples.heldOut(), SiteVerdict.SAMPLES).record(tuned);
        summary.put("report", report(record, command, evaluator, startedAtMillis).toString());
        return summary;
    }

    /** What tuning begins with; null to make greedy's. */
    private PolicyArtefact named() {
        if (settings.from() == null) {
            return Policies.artefact(Policies.DS_PPO);
        }
        return settings.from().equals("greedy") ? null : Policies.artefact(settings.from());
    }

    private static void print(PrintWriter out, Map<String, Object> summary) {
        summary.forEach(
                (name, value) -> {
                    if (value instanceof Map<?, ?> nested) {
                        out.println(name);
                        nested.forEach((key, each) -> out.println("  " + key + " " + each));
                    } else {
                        out.println(name + " " + value);
                    }
                });
        out.flush();
    }
}
