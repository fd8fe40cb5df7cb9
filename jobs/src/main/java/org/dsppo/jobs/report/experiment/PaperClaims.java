package org.dsppo.jobs.report.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.dsppo.policy.lab.evaluation.ExperimentResults.Policy;

/** Holds what the paper prints against what was measured, in words. */
final class PaperClaims {

    private static final double SIGMOID_PSO_STABLE_SECONDS = 14.89;
    private static final double DS_PPO_SECONDS = 27.46;
    private static final double OTHERS_SECONDS = 103.23;
    private static final double UTILISATION_GAIN = 0.3886;

    /** Completions closer than this are level. */
    private static final double LEVEL = 0.005;

    /**
     * What was measured on one catalogue.
     *
     * @param name of the instance
     * @param policies figures by name, null for what was not run
     * @param algorithms the paper's, its own first
     * @param leastMillis lower bound on mean completion, null if there is none
     */
    record Situation(
            String name,
            Function<String, Policy> policies,
            List<String> algorithms,
            Double leastMillis) {

        double completionSeconds(String policy) {
            return policies.apply(policy).completionMillis().mean() / 1000;
        }

        boolean has(String policy) {
            return policies.apply(policy) != null;
        }

        /** The paper's other algorithms that were run, the least completion first. */
        List<String> others() {
            return algorithms.stream()
                    .skip(1)
                    .filter(this::has)
                    .sorted(Comparator.comparingDouble(this::completionSeconds))
                    .toList();
        }
    }

    /** About the stable queue; empty if nothing can be said. */
    String onStable(Situation situation) {
        List<String> sentences = new ArrayList<>();
        ranking(situation, sentences);
        if (situation.has("sigmoid-pso")) {
            double measured = situation.completionSeconds("sigmoid-pso");
            sentences.add(
                    say(
                            "The paper prints %.2f s for Sigmoid-PSO; here it takes %.2f s%s.",
                            SIGMOID_PSO_STABLE_SECONDS,
                            measured,
                            possible(situation, SIGMOID_PSO_STABLE_SECONDS)));
        }
        return told(situation, sentences);
    }

    /** About the queue of high concurrency; empty if nothing can be said. */
    String onHighConcurrency(Situation situation) {
        List<String> sentences = new ArrayList<>();
        ranking(situation, sentences);
        if (situation.has("ds-ppo")) {
            sentences.add(
                    say(
                            "The paper prints %.2f s for DS-PPO; here it takes %.2f s%s.",
                            DS_PPO_SECONDS,
                            situation.completionSeconds("ds-ppo"),
                            possible(situation, DS_PPO_SECONDS)));
        }
        if (situation.has("ds-ppo") && situation.has("greedy")) {
            factor(situation, sentences);
            utilisation(situation, sentences);
        }
        return told(situation, sentences);
    }

    /** The claim that DS-PPO is ahead of all others. */
    private static void ranking(Situation situation, List<String> sentences) {
        List<String> others = situation.others();
        if (!situation.has("ds-ppo") || others.isEmpty()) {
            return;
        }
        double own = situation.completionSeconds("ds-ppo");
        double best = situation.completionSeconds(others.get(0));
        double ahead = 1 - own / best;
        String verdict =
                ahead > LEVEL
                        ? "holds: it is %.1f %% ahead of the next, %s"
                        : ahead < -LEVEL
                                ? "does not hold: it is %.1f %% behind %s"
                                : "holds only as a draw: within %.1f %% of %s";
        sentences.add(
                say(
                        "That DS-PPO has the least completion of the paper's algorithms "
                                + verdict
                                + ".",
                        Math.abs(100 * ahead),
                        others.get(0)));
    }

    /** The factor over greedy and heuristics in the abstract. */
    private static void factor(Situation situation, List<String> sentences) {
        double claimed = OTHERS_SECONDS / DS_PPO_SECONDS;
        double greedy = situation.completionSeconds("greedy");
        double measured = greedy / situation.completionSeconds("ds-ppo");
        StringBuilder text =
                new StringBuilder(
                        say(
                                "That heuristics and greedy take %.2f times as long (%.2f s) %s:"
                                        + " greedy takes %.3f times as long",
                                claimed,
                                OTHERS_SECONDS,
                                measured >= claimed ? "holds" : "does not hold",
                                measured));
        if (situation.leastMillis != null) {
            double most = 1000 * greedy / situation.leastMillis;
            text.append(
                    say(
                            most < claimed
                                    ? ", and cannot hold, for greedy is within %.1f %% of the lower"
                                            + " bound on any schedule"
                                    : ", while greedy is %.1f %% above the lower bound",
                            100 * (most - 1)));
        }
        sentences.add(text.append('.').toString());
    }

    private static void utilisation(Situation situation, List<String> sentences) {
        double own = situation.policies.apply("ds-ppo").utilisation().mean();
        double mean =
                situation.others().stream()
                        .mapToDouble(name -> situation.policies.apply(name).utilisation().mean())
                        .average()
                        .orElseThrow();
        double gain = own / mean - 1;
        sentences.add(
                say(
                        "That it uses resources %.2f %% better %s: against the mean of the others"
                                + " it is %+.2f %%, for what tasks take depends on the strategies they"
                                + " get more than on who schedules them.",
                        100 * UTILISATION_GAIN,
                        gain >= UTILISATION_GAIN ? "holds" : "does not hold",
                        100 * gain));
    }

    /** Whether a printed figure is possible at all. */
    private static String possible(Situation situation, double seconds) {
        if (situation.leastMillis == null) {
            return "";
        }
        double least = situation.leastMillis / 1000;
        if (seconds < least) {
            return say(
                    ", and no schedule can reach the printed figure, for the lower bound is %.2f s",
                    least);
        }
        return say(", with a lower bound of %.2f s for any schedule", least);
    }

    private static String told(Situation situation, List<String> sentences) {
        return sentences.isEmpty()
                ? ""
                : "On %s: %s".formatted(situation.name, String.join(" ", sentences));
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
