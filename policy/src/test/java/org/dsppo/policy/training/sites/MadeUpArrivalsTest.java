package org.dsppo.policy.training.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.FluidLoad;
import org.dsppo.policy.lab.simulation.ScaledCatalogue;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import org.junit.jupiter.api.Test;

class MadeUpArrivalsTest {

    private static final Catalogue SITE = BuiltinCatalogues.named("ii5");

    /** Seeds side by side once gave one stream of random numbers, moved by one draw. */
    @Test
    void seedsSideBySideHaveNothingInCommon() {
        Set<List<Double>> scales = new HashSet<>();
        Set<Double> single = new HashSet<>();
        int tasks = 0;
        for (long seed = 0; seed < 20; seed++) {
            Workload workload = MadeUpArrivals.on(SITE, 40, 0.5, 1, seed);
            List<Double> own =
                    workload.tasks().stream().map(each -> each.submitted().runtimeScale()).toList();
            scales.add(own);
            single.addAll(own);
            tasks += own.size();
        }
        assertThat(scales).hasSize(20);
        // To four digits some meet by chance: a shifted stream would leave a tenth of them.
        assertThat(single.size()).isGreaterThan(tasks / 3);
    }

    @Test
    void theSameSeedGivesTheSameTasks() {
        assertThat(MadeUpArrivals.on(SITE, 40, 0.5, 1, 3))
                .isEqualTo(MadeUpArrivals.on(SITE, 40, 0.5, 1, 3));
    }

    /** As many run at a time as the ones that are slow take part. */
    @Test
    void samplesGrowWithWhatRunsAtATime() {
        Catalogue twice = ScaledCatalogue.of(SITE, 2);
        double once = atATime(SITE);
        assertThat(atATime(twice)).isBetween(1.8 * once, 2.2 * once);
        assertThat(MadeUpArrivals.enough(SITE, 1_000_000)).isEqualTo(1_000_000);
        assertThat(MadeUpArrivals.enough(twice, 1)).isEqualTo(4);
    }

    private static double atATime(Catalogue site) {
        Map<String, Double> work = new TreeMap<>();
        site.classes().keySet().forEach(each -> work.put(each, 1.0));
        return FluidLoad.tasksAtATime(site.nodes(), site.classes(), work);
    }
}
