package org.dsppo.policy.lab.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.Elastic;
import org.dsppo.schemas.catalogue.ExecutionStrategy;

/**
 * A catalogue whose strategies on accelerators are elastic: from a quarter of the listed units up
 * to whole devices. A sixth of the run time does not shrink.
 */
public final class ElasticCatalogue {

    private static final double LEAST_OF_LISTED = 0.25;
    private static final long FIXED_PART = 6;
    private static final double KAPPA = 9;

    private ElasticCatalogue() {}

    /** The catalogue, elastic. */
    public static Catalogue of(Catalogue catalogue) {
        Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
        catalogue
                .classes()
                .forEach(
                        (name, strategies) ->
                                classes.put(
                                        name,
                                        strategies.stream()
                                                .map(each -> elastic(catalogue, each))
                                                .toList()));
        return new Catalogue(
                catalogue.name() + "-elastic",
                catalogue.resources(),
                catalogue.accelerators(),
                catalogue.clusters(),
                catalogue.nodes(),
                classes);
    }

    private static ExecutionStrategy elastic(Catalogue catalogue, ExecutionStrategy strategy) {
        return catalogue.accelerators().stream()
                .filter(kind -> strategy.demand().getOrDefault(kind.units(), 0.0) > 0)
                .findFirst()
                .map(kind -> elastic(strategy, kind.units()))
                .orElse(strategy);
    }

    private static ExecutionStrategy elastic(ExecutionStrategy strategy, String resource) {
        double listed = strategy.demand().get(resource);
        return new ExecutionStrategy(
                strategy.id(),
                strategy.nodeSelector(),
                strategy.demand(),
                strategy.runtimeMillis(),
                new Elastic(
                        resource,
                        LEAST_OF_LISTED * listed,
                        Math.ceil(listed),
                        strategy.runtimeMillis() / FIXED_PART,
                        KAPPA));
    }
}
