package org.dsppo.jobs.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.IoProblem;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.plan.BaselineMethod;
import org.dsppo.policy.training.plan.BaselineTraining;
import org.dsppo.policy.training.sites.FamilyEvaluator;

/**
 * Trains one of the paper's learned policies and writes it; FILE.work keeps what a stopped run
 * needs to go on.
 *
 * @param name of the policy
 * @param method by which it learns
 * @param iterations how many
 * @param seed of everything random
 * @param file where it goes
 */
public record BaselineAgentTraining(
        String name, BaselineMethod method, int iterations, long seed, Path file) {

    public int run(Progress progress, PrintWriter out, boolean json) {
        long begun = System.nanoTime();
        TrainingClock clock = new TrainingClock(progress);
        try (FamilyEvaluator evaluator =
                new FamilyEvaluator(Runtime.getRuntime().availableProcessors())) {
            PolicyArtefact policy =
                    new BaselineTraining(name, method, iterations, seed, evaluator)
                            .run(
                                    Path.of(file + ".work"),
                                    (done, figures) ->
                                            clock.advanced(0, name, done, iterations, figures));
            byte[] bytes = policy.toBytes();
            Files.write(file, bytes);
            progress.clear();
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("policy", name);
            summary.put("file", file.toString());
            summary.put("bytes", bytes.length);
            summary.put("seconds", (System.nanoTime() - begun) / 1_000_000_000);
            summary.putAll(clock.latestValidation());
            if (json) {
                JsonOutput.print(out, summary);
            } else {
                summary.forEach((key, value) -> out.println(key + " " + value));
                out.flush();
            }
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UserErrorException(
                    "--out is %s: %s".formatted(file, IoProblem.inWords(e)), e);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
    }
}
