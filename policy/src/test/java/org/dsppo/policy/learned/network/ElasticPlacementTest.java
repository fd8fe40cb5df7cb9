package org.dsppo.policy.learned.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dsppo.policy.lab.evaluation.ExecutedRun;
import org.dsppo.policy.lab.evaluation.RunAudit;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.ElasticCatalogue;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.Elastic;
import org.junit.jupiter.api.Test;

/** The shipped policy where accelerators are elastic. */
class ElasticPlacementTest {

    private static final Catalogue SITE = ElasticCatalogue.of(BuiltinCatalogues.named("i3"));

    private static SimulationResult run(String policy, int tasks) {
        return Simulator.run(
                WorkloadGenerator.generate(
                        SITE, WorkloadRecipe.uniform(tasks).withHorizon(100_000), 4),
                Policies.named(policy));
    }

    /** Mean share on GPUs of the cloud, where 0.43 are listed. */
    private static double meanShare(SimulationResult run) {
        List<Double> shares =
                run.decisions().stream()
                        .filter(each -> "cloud-gpu".equals(each.decision().strategy()))
                        .map(each -> each.decision().share())
                        .toList();
        assertThat(shares).isNotEmpty().doesNotContainNull();
        return shares.stream().mapToDouble(each -> each).average().orElseThrow();
    }

    private static double meanCompletion(SimulationResult run) {
        return run.decisions().stream()
                .mapToDouble(
                        each ->
                                each.decision().waitMillis()
                                        + each.finishedAtMillis()
                                        - each.decision().decidedAtMillis())
                .average()
                .orElseThrow();
    }

    @Test
    void buysMoreWhenIdleAndLessUnderLoad() {
        SimulationResult idle = run("ds-ppo", 300);
        SimulationResult crowded = run("ds-ppo", 4200);

        assertThat(meanShare(idle)).isGreaterThan(0.8);
        assertThat(meanShare(crowded)).isLessThan(0.4);
        assertThat(RunAudit.of(ExecutedRun.of(idle))).isEmpty();
        assertThat(RunAudit.of(ExecutedRun.of(crowded))).isEmpty();
    }

    @Test
    void gainsByItAndCanBeToldNotTo() {
        SimulationResult listed = run("ds-ppo:shares=listed", 300);

        assertThat(listed.decisions()).allMatch(each -> each.decision().share() == null);
        assertThat(meanCompletion(run("ds-ppo", 300))).isLessThan(0.95 * meanCompletion(listed));
    }

    @Test
    void acceleratorsAreElasticUpToWholeDevices() {
        Elastic elastic = SITE.classes().get("ai").get(1).elastic();
        assertThat(elastic).isEqualTo(new Elastic("gpu", 0.1075, 1, 2000, 9));
        assertThat(SITE.classes().get("memory")).allMatch(each -> each.elastic() == null);
    }
}
