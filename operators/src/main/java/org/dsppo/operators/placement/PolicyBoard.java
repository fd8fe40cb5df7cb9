package org.dsppo.operators.placement;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.policyversion.PolicyStages;

/**
 * Which policy decides: the one that the stage record of the highest revision names, passing over
 * names that are not known; without any, the default. Depends only on the records, not on their
 * order, so that all subtasks agree.
 */
final class PolicyBoard {

    private static final Comparator<PolicyStages> NEWEST_FIRST =
            Comparator.comparingLong(PolicyStages::revision)
                    .reversed()
                    .thenComparing(PolicyStages::name);

    private final PolicyFactory factory;
    private final String defaultName;
    private final Map<String, PolicyStages> stages = new HashMap<>();
    private String active;
    private long version;

    /**
     * @throws IllegalArgumentException if the default is not known
     */
    PolicyBoard(PolicyFactory factory, String defaultName) {
        this.factory = factory;
        this.defaultName = defaultName;
        this.active = defaultName;
        factory.create(defaultName);
    }

    /** True if there is a policy of that name. */
    boolean known(String name) {
        try {
            factory.create(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * A stage record came in.
     *
     * @return false if one of the same or a higher revision is here
     */
    boolean put(PolicyStages record) {
        PolicyStages before = stages.get(record.name());
        if (before != null && before.revision() >= record.revision()) {
            return false;
        }
        stages.put(record.name(), record);
        choose();
        return true;
    }

    /** A stage record was deleted. */
    void remove(String name) {
        if (stages.remove(name) != null) {
            choose();
        }
    }

    private void choose() {
        List<PolicyStages> newestFirst = stages.values().stream().sorted(NEWEST_FIRST).toList();
        String chosen =
                newestFirst.stream()
                        .map(PolicyStages::name)
                        .filter(this::known)
                        .findFirst()
                        .orElse(defaultName);
        version += chosen.equals(active) ? 0 : 1;
        active = chosen;
    }

    /** Name of the policy that decides. */
    String active() {
        return active;
    }

    /** Rises whenever another policy is to decide; meaningless across restores. */
    long version() {
        return version;
    }

    /** The policy that decides, new, for one cell. */
    PlacementPolicy create() {
        return factory.create(active);
    }
}
