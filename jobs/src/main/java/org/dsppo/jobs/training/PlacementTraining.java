package org.dsppo.jobs.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.dsppo.jobs.cli.ClusterOption;
import org.dsppo.jobs.cli.CommandText;
import org.dsppo.jobs.cli.JsonOption;
import org.dsppo.jobs.cli.TasksOption;
import org.dsppo.jobs.cli.VersionProvider;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.report.experiment.Provenance;
import org.dsppo.jobs.report.training.TrainingReport;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.training.plan.CurriculumFamilies;
import org.dsppo.policy.training.plan.EvolutionSettings;
import org.dsppo.policy.training.plan.EvolutionStage;
import org.dsppo.policy.training.plan.Families;
import org.dsppo.policy.training.plan.FamilyEvaluator;
import org.dsppo.policy.training.plan.FamilyEvaluator.Sample;
import org.dsppo.policy.training.plan.HomeFamilies;
import org.dsppo.policy.training.plan.SiteSamples;
import org.dsppo.policy.training.plan.StartingPolicy;
import org.dsppo.policy.training.plan.TrainingFamily;
import org.dsppo.policy.training.plan.TrainingPlan;
import org.dsppo.policy.training.plan.TrainingRecord;
import org.dsppo.policy.training.plan.TrainingReview;
import org.dsppo.policy.training.plan.TrainingRun;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Training of the placement policy: by a plan, or to a site's own tasks for some minutes. */
public final class PlacementTraining {

    private static final int SITE_CONTENDERS = 3;
    private static final int HELD_OUT_SAMPLES = 20;

    @Option(
            names = "--plan",
            paramLabel = "FILE|NAME",
            defaultValue = TrainingPlan.SHIPPED,
            description =
                    "Stages to train by: a file, or a built-in plan, ds-ppo or curriculum. Default:"
                            + " ${DEFAULT-VALUE}, by which the shipped policy was made.")
    private String planName;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description =
                    "Tune to the tasks of --cluster and --tasks or --trace for this long, from the"
                            + " policy of --from.")
    private Double minutes;

    @Option(
            names = "--from",
            paramLabel = "POLICY",
            description =
                    "Policy that tuning begins with: ds-ppo:file=FILE. Default: the shipped one.")
    private String from;

    @Option(
            names = "--ablate",
            description =
                    "Run the plan again without each of its stages, and say in the report what that"
                            + " costs.")
    private boolean ablate;

    @Option(
            names = "--judge",
            paramLabel = "N",
            defaultValue = "6",
            description =
                    "Samples of each family that the report judges stages on; training never sees"
                            + " them. Default: ${DEFAULT-VALUE}")
    private int judged;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Runs at a time. Default: one per core; does not change the result.")
    private Integer threads;

    private String command;

    public int run(
            ClusterOption cluster,
            TasksOption tasks,
            Path file,
            Progress progress,
            CommandSpec spec,
            JsonOption json) {
        command = CommandText.of(spec);
        PrintWriter out = spec.commandLine().getOut();
        int cores = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (cores < 1) {
            throw new UserErrorException("--threads is %d, expected 1 or more".formatted(cores));
        }
        try (FamilyEvaluator evaluator = new FamilyEvaluator(cores)) {
            Map<String, Object> summary =
                    minutes == null
                            ? byPlan(file, evaluator, progress)
                            : toSite(cluster, tasks, file, evaluator, progress);
            progress.clear();
            if (json.isSet()) {
                JsonOption.print(out, summary);
            } else {
                print(out, summary);
            }
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UserErrorException("--out %s: %s".formatted(file, e), e);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
    }

    private Map<String, Object> byPlan(Path file, FamilyEvaluator evaluator, Progress progress)
            throws IOException {
        if (judged < 1) {
            throw new UserErrorException("--judge is %d, expected 1 or more".formatted(judged));
        }
        long startedAtMillis = System.currentTimeMillis();
        TrainingPlan plan = plan();
        TrainingRun run = trainingRun(plan, Families.all(), file, evaluator);
        Map<String, Object> summary = train(run, null, () -> false, file, progress);
        progress.show("judging the stages");
        TrainingReview review = new TrainingReview(run, judged);
        TrainingRecord record = review.record();
        if (ablate) {
            record = record.withAblations(review.ablate(new TrainingClock(progress)::advanced));
        }
        Path page = file.resolveSibling(file.getFileName() + ".report.html");
        TrainingReport.write(
                page,
                record,
                Provenance.here(
                        command,
                        VersionProvider.version(),
                        Clock.systemUTC(),
                        evaluator.threads(),
                        startedAtMillis,
                        0));
        summary.put("report", page.toString());
        return summary;
    }

    private TrainingPlan plan() throws IOException {
        return TrainingPlan.builtInNames().contains(planName)
                ? TrainingPlan.builtIn(planName)
                : TrainingPlan.read(Path.of(planName));
    }

    private static TrainingRun trainingRun(
            TrainingPlan plan,
            List<TrainingFamily> families,
            Path file,
            FamilyEvaluator evaluator) {
        Path folder = file.resolveSibling(file.getFileName() + ".work");
        List<TrainingFamily> others = new ArrayList<>(CurriculumFamilies.all());
        others.addAll(HomeFamilies.all());
        return new TrainingRun(plan, families, others, folder, evaluator);
    }

    private static Map<String, Object> train(
            TrainingRun run,
            PolicyArtefact first,
            BooleanSupplier stop,
            Path file,
            Progress progress)
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
            ClusterOption cluster,
            TasksOption tasks,
            Path file,
            FamilyEvaluator evaluator,
            Progress progress)
            throws IOException {
        boolean planned = !planName.equals(TrainingPlan.SHIPPED);
        if (planned || ablate) {
            throw new UserErrorException(
                    "--%s and --minutes exclude each other".formatted(planned ? "plan" : "ablate"));
        }
        if (minutes <= 0) {
            throw new UserErrorException(
                    "--minutes is %s, expected more than 0".formatted(minutes));
        }
        long end = System.nanoTime() + (long) (minutes * 60e9);
        Workload site = tasks.workload(cluster.catalogue());
        SiteSamples samples = new SiteSamples(site);
        progress.show("comparing %d heuristics".formatted(Baselines.allHeuristics().size()));
        List<String> contenders = samples.bestHeuristics(evaluator, SITE_CONTENDERS);
        List<TrainingFamily> families = List.of(samples.family(contenders));
        TrainingPlan plan =
                new TrainingPlan(
                        "ds-ppo-site",
                        tasks.seed(),
                        List.of(new EvolutionStage(Long.MAX_VALUE, EvolutionSettings.SITE)));
        Map<String, Object> summary =
                train(
                        trainingRun(plan, families, file, evaluator),
                        start(families),
                        () -> System.nanoTime() >= end,
                        file,
                        progress);
        progress.show("judging on held-out tasks");
        summary.put("heldOut", judge(samples.heldOut(contenders), contenders, file, evaluator));
        return summary;
    }

    private PolicyArtefact start(List<TrainingFamily> families) {
        if (from == null) {
            return Policies.artefact(Policies.DS_PPO);
        }
        return from.equals("greedy")
                ? StartingPolicy.greedy("ds-ppo-site", families)
                : Policies.artefact(from);
    }

    /** Completion against the best contender on tasks that tuning never saw, per cent. */
    private static Map<String, Object> judge(
            TrainingFamily heldOut, List<String> contenders, Path file, FamilyEvaluator evaluator) {
        List<Supplier<PlacementPolicy>> policies = new ArrayList<>();
        policies.add(Policies.named("ds-ppo:file=" + file));
        contenders.forEach(name -> policies.add(Baselines.named(name)));
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < HELD_OUT_SAMPLES; i++) {
            samples.add(new Sample(heldOut, i));
        }
        double[][] ratios = evaluator.logRatios(policies, samples);
        Map<String, Object> judged = new LinkedHashMap<>();
        for (int h = 0; h < contenders.size(); h++) {
            double[] gains = new double[samples.size()];
            for (int i = 0; i < gains.length; i++) {
                gains[i] = 100 * Math.expm1(ratios[0][i] - ratios[h + 1][i]);
            }
            ConfidenceInterval interval = ConfidenceInterval.of(gains);
            judged.put(
                    "against " + contenders.get(h),
                    String.format(
                            Locale.ROOT, "%+.2f ± %.2f %%", interval.mean(), interval.halfWidth()));
        }
        return judged;
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
