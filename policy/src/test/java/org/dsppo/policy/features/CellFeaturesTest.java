package org.dsppo.policy.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.simulation.BuiltinCatalogues;
import org.dsppo.policy.simulation.ScaledCatalogue;
import org.dsppo.policy.simulation.Simulator;
import org.dsppo.policy.simulation.WorkloadGenerator;
import org.dsppo.policy.simulation.WorkloadRecipe;
import org.dsppo.schemas.catalogue.Catalogue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellFeaturesTest {

    /** {@code ii5} has 33 nodes, and three where every cluster has one. */
    @ParameterizedTest
    @CsvSource({"0.01, 0.33333334", "1, 0.030303031", "3, 0.03", "100, 0.03"})
    void cellsOfMoreThan33NodesAreAlikeInTheShareOfANode(double factor, float share) {
        Catalogue site = ScaledCatalogue.of(BuiltinCatalogues.named("ii5"), factor);
        CellFeatures features = new CellFeatures();
        PlacementPolicy reader =
                new PlacementPolicy() {
                    @Override
                    public String name() {
                        return "reader";
                    }

                    @Override
                    public void decide(PlacementRound round) {
                        features.begin(round);
                        while (features.candidates(NodeChoice.TIGHTEST).size() > 0) {
                            features.place(0);
                        }
                    }
                };
        Simulator.run(WorkloadGenerator.generate(site, WorkloadRecipe.uniform(3), 1), () -> reader);
        assertThat(features.cell()[FeatureSchema.CELL.indexOf("node-share")]).isEqualTo(share);
    }
}
