package org.dsppo.schemas.codec;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.schemas.catalogue.Elastic;
import org.dsppo.schemas.catalogue.ExecutionStrategy;

/** Reads {@link ExecutionStrategy} and {@link Elastic}. */
final class ExecutionStrategyCodec {
    private static final double KAPPA = 9;

    private ExecutionStrategyCodec() {}

    /** The strategies of a class or task: one id may name several, told apart by selector. */
    static List<ExecutionStrategy> readAll(JsonObjectReader fields, String name)
            throws InvalidMessageException {
        return fields.objects(name, distinct());
    }

    /** Reads the strategies of one list, each id and selector once; not for a second list. */
    static ObjectDecoder<ExecutionStrategy> distinct() {
        Set<List<Object>> seen = new HashSet<>();
        return fields -> {
            ExecutionStrategy strategy = read(fields);
            if (!seen.add(List.of(strategy.id(), strategy.nodeSelector()))) {
                throw fields.invalid("id", "no second strategy of this id and nodeSelector");
            }
            return strategy;
        };
    }

    private static ExecutionStrategy read(JsonObjectReader fields) throws InvalidMessageException {
        Map<String, Double> demand = fields.amounts("demand", Limits.AMOUNT);
        long runtimeMillis = fields.requiredLong("runtimeMillis", 1, Limits.RUNTIME_MILLIS);
        return new ExecutionStrategy(
                fields.requiredText("id"),
                fields.labels("nodeSelector"),
                demand,
                runtimeMillis,
                fields.optionalObject("elastic", part -> elastic(part, demand, runtimeMillis)));
    }

    private static Elastic elastic(
            JsonObjectReader fields, Map<String, Double> demand, long runtimeMillis)
            throws InvalidMessageException {
        String resource = fields.requiredText("resource");
        // The speed-up is relative to the listed demand: there must be one.
        if (demand.getOrDefault(resource, 0.0) == 0) {
            throw fields.invalid("resource", "a resource with a demand > 0");
        }
        double minShare = fields.requiredNumber("minShare", Limits.POSITIVE_AMOUNT);
        double maxShare = fields.requiredNumber("maxShare", Limits.POSITIVE_AMOUNT);
        if (minShare > maxShare) {
            throw fields.invalid("minShare", "at most maxShare");
        }
        return new Elastic(
                resource,
                minShare,
                maxShare,
                fields.longOr("epsilonMillis", 0, 0, runtimeMillis),
                fields.numberOr("kappa", KAPPA, Limits.FACTOR));
    }
}
