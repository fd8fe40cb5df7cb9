package org.dsppo.policy.learned.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.Appraisal;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;
import org.junit.jupiter.api.Test;

final class DsPpoAppraisalTest {

    private final Workload workload = Ii5.workload(600, 3);
    private final PolicyArtefact artefact = artefact();
    private int asked;
    private int waits;

    private static PolicyArtefact artefact() {
        float[] weights = new float[NetworkShape.LINEAR_WEIGHTS];
        Map.of(
                        CandidateFeature.ONE,
                        0.3f,
                        CandidateFeature.SLOWDOWN,
                        -1.7f,
                        CandidateFeature.DRAIN_LONGER,
                        0.9f)
                .forEach((name, w) -> weights[LinearPath.position(false, name)] = w);
        Map.of(CandidateFeature.RUNTIME, -0.8f, CandidateFeature.AGE, 0.4f)
                .forEach((name, w) -> weights[LinearPath.position(true, name)] = w);
        return PolicyArtefact.of("test", NetworkShape.LINEAR, Normalisers.identity(), weights);
    }

    /** Lets one decide and asks another of the same artefact about every assignment. */
    private PlacementPolicy watched() {
        DsPpoPolicy acting = new DsPpoPolicy(artefact);
        DsPpoPolicy shadow = new DsPpoPolicy(artefact);
        return new PlacementPolicy() {
            @Override
            public String name() {
                return "watched";
            }

            @Override
            public void decide(PlacementRound round) {
                shadow.watch(round);
                acting.decide(
                        (PlacementRound)
                                Proxy.newProxyInstance(
                                        getClass().getClassLoader(),
                                        new Class<?>[] {PlacementRound.class},
                                        (proxy, method, args) -> {
                                            if (method.getName().equals("assign")) {
                                                compare(acting, shadow, round, args);
                                            }
                                            return call(method, round, args);
                                        }));
                for (var group : round.groups()) {
                    if (group.size() > 0 && !round.idle()) {
                        Appraisal left = shadow.appraise(round, group.head(), 3);
                        assertThat(left.choice()).as("left waiting by the same policy").isNull();
                        waits += left.candidates().isEmpty() ? 0 : 1;
                    }
                }
            }
        };
    }

    private void compare(
            DsPpoPolicy acting, DsPpoPolicy shadow, PlacementRound round, Object[] args) {
        WaitingTask task = (WaitingTask) args[0];
        Appraisal own = acting.appraise(round, task, 3);
        Appraisal other = shadow.appraise(round, task, 3);
        assertThat(own.candidates()).contains(own.choice()).hasSizeLessThanOrEqualTo(3);
        for (Appraisal each : new Appraisal[] {own, other}) {
            assertThat(each.choice().strategy()).isSameAs((Strategy) args[1]);
            assertThat(each.choice().node()).isSameAs((NodeView) args[2]);
        }
        asked++;
    }

    private static Object call(Method method, PlacementRound round, Object[] args)
            throws Throwable {
        try {
            return method.invoke(round, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void aShadowOfThePolicyItselfAgreesOnEveryTaskAndChangesNothing() {
        assertThat(Simulator.run(workload, this::watched).decisions())
                .usingElementComparator(
                        (a, b) ->
                                a.decision().node().equals(b.decision().node())
                                                && a.decidedAtMillis() == b.decidedAtMillis()
                                        ? 0
                                        : 1)
                .isEqualTo(Simulator.run(workload, () -> new DsPpoPolicy(artefact)).decisions());
        assertThat(asked).isEqualTo(600);
        assertThat(waits).as("places that were refused though they fit").isPositive();
    }
}
