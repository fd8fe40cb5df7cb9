package org.dsppo.policy.learned.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.ScaledCatalogue;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.schemas.catalogue.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellFeaturesTest {

    /** {@code ii5} has 33 nodes, and three where every cluster has one. */
    @ParameterizedTest
    @CsvSource({"0.01, 0.33333334", "1, 0.030303031", "3, 0.03", "100, 0.03"})
    void cellsOfMoreThan33NodesAreAlikeInTheShareOfANode(double factor, float share) {
        Catalogue site = ScaledCatalogue.of(BuiltinCatalogues.named("ii5"), factor);
        float[] cell = last(WorkloadGenerator.generate(site, WorkloadRecipe.uniform(3), 1));
        assertThat(cell[CellFeature.NODE_SHARE.ordinal()]).isEqualTo(share);
    }

    @Test
    void overloadIsTheLastingLoadAboveNineTenths() {
        Catalogue site = BuiltinCatalogues.named("ii5");
        int lasting = CellFeature.LONG_RUN_LOAD.ordinal();
        int overload = CellFeature.OVERLOAD.ordinal();
        float[] idle = last(WorkloadGenerator.generate(site, WorkloadRecipe.uniform(500), 1));
        assertThat(idle[lasting]).isLessThan((float) Math.log(0.9));
        assertThat(idle[overload]).isZero();
        float[] busy = last(WorkloadGenerator.generate(site, WorkloadRecipe.uniform(4000), 1));
        assertThat(busy[lasting]).isGreaterThan((float) Math.log(0.9));
        assertThat(busy[overload])
                .isPositive()
                .isCloseTo((float) (busy[lasting] - Math.log(0.9)), within(1e-3f));
    }

    /** The cell when the last task arrived. */
    private static float[] last(Workload workload) {
        long end =
                workload.tasks().get(workload.tasks().size() - 1).submitted().submittedAtMillis();
        float[] last = new float[CellFeature.WIDTH];
        FirstPlacing.run(
                workload,
                (round, features, candidates) -> {
                    if (round.nowMillis() <= end) {
                        System.arraycopy(features.cell(), 0, last, 0, last.length);
                    }
                });
        return last;
    }
}
