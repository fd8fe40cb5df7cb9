package org.dsppo.policy.lab.sites;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * The paper's test bed with another number of nodes in each tier, and every demand and run time
 * somewhere around what is printed.
 */
final class TestBedCopies {

    private static final double DEMANDS = 0.15;
    private static final double RUN_TIMES = 0.25;

    private TestBedCopies() {}

    static Catalogue draw(String name, Dice dice) {
        Catalogue printed = BuiltinCatalogues.named("ii5");
        Map<String, List<NodeSpec>> tiers = new LinkedHashMap<>();
        for (NodeSpec node : printed.nodes()) {
            tiers.computeIfAbsent(node.cluster(), tier -> new ArrayList<>()).add(node);
        }
        List<NodeSpec> nodes = new ArrayList<>();
        tiers.forEach(
                (tier, members) -> {
                    long count = Math.max(2, Math.round(members.size() * dice.ratio(0.5, 1.5)));
                    for (int i = 0; i < count; i++) {
                        NodeSpec model = members.get(0);
                        nodes.add(
                                new NodeSpec(
                                        "%s-%02d".formatted(tier, i),
                                        tier,
                                        model.labels(),
                                        model.capacity(),
                                        model.devices()));
                    }
                });
        double unit = dice.ratio(0.5, 2);
        Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
        printed.classes()
                .forEach(
                        (taskClass, strategies) -> {
                            double longer = unit * dice.lognormal(RUN_TIMES);
                            classes.put(
                                    taskClass,
                                    strategies.stream()
                                            .map(each -> copy(each, tiers, longer, dice))
                                            .toList());
                        });
        return new Catalogue(
                name,
                printed.resources(),
                printed.accelerators(),
                printed.clusters(),
                nodes,
                classes);
    }

    private static ExecutionStrategy copy(
            ExecutionStrategy printed,
            Map<String, List<NodeSpec>> tiers,
            double longer,
            Dice dice) {
        Map<String, Double> capacity =
                tiers.get(printed.nodeSelector().get("tier")).get(0).capacity();
        Map<String, Double> demand = new TreeMap<>();
        printed.demand()
                .forEach(
                        (kind, amount) ->
                                demand.put(
                                        kind,
                                        Math.min(
                                                capacity.get(kind),
                                                FleetSites.thousandth(
                                                        amount * dice.lognormal(DEMANDS)))));
        return new ExecutionStrategy(
                printed.id(),
                printed.nodeSelector(),
                demand,
                Math.round(printed.runtimeMillis() * longer * dice.lognormal(RUN_TIMES)),
                null);
    }
}
