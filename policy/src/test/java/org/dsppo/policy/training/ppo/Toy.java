package org.dsppo.policy.training.ppo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.learned.network.LinearPath;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * A fast node (10 s) and a slow one (60 s), and pairs of tasks a second or two apart, every 40 s.
 * Greedy sends the second of a pair to the slow node; it is best to wait for the fast one, so that
 * a pair takes 10 s and less than 20 s.
 */
final class Toy {

    static final Catalogue CATALOGUE = TinyCatalogue.fastAndSlow();

    static final NetworkShape SHAPE = NetworkShape.LINEAR.withDeepPart(4, 4, 16);

    /** Admits everything, the fastest first. */
    static final PolicyArtefact GREEDY = greedy();

    private Toy() {}

    private static PolicyArtefact greedy() {
        float[] linear = new float[NetworkShape.LINEAR_WEIGHTS];
        linear[LinearPath.position(false, CandidateFeature.ONE)] = 0.5f;
        linear[LinearPath.position(true, CandidateFeature.FASTEST)] = 1;
        return PolicyArtefact.of(
                "toy", SHAPE, Normalisers.identity(), SHAPE.initialWeights(linear, 1));
    }

    static Workload workload(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TaskMessage> tasks = new ArrayList<>();
        for (int pair = 0; pair < 20; pair++) {
            long at = pair * 40_000L + random.nextInt(500);
            tasks.add(task("a" + pair, at));
            tasks.add(task("b" + pair, at + 1000 + random.nextInt(1000)));
        }
        return Workload.of("toy-" + seed, CATALOGUE, tasks);
    }

    static LongFunction<Lesson> lessons() {
        return seed -> new Lesson(workload(seed), Baselines.named("greedy"));
    }

    private static TaskMessage task(String id, long atMillis) {
        return TaskMessage.of(
                new TaskSubmitted(id, atMillis, "job", 0, 1, null, null, 0, null, null, null));
    }

    static double completionSeconds(PolicyArtefact artefact, long seed) {
        SimulationResult run = Simulator.run(workload(seed), () -> new DsPpoPolicy(artefact));
        return new RunCosts(run).meanCompletionMillis() / 1000;
    }
}
