package org.dsppo.jobs.cli;

import java.util.List;
import java.util.function.Supplier;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.lab.selection.PolicyGroups;
import org.dsppo.policy.placement.PlacementPolicy;
import picocli.CommandLine.Option;

/** {@code --policy}: what decides. */
final class PolicyOption {

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            split = ",",
            description = {
                "What decides, with its options, such as greedy:k=2; several separated by commas where"
                        + " policies are compared, and then also the groups heuristics (with every"
                        + " cap on run times), learned, baselines and all.",
                "Default: greedy; the trained policy ds-ppo in demo."
            })
    private List<String> policies;

    private final String otherwise;

    /** Greedy unless something is given. */
    PolicyOption() {
        this("greedy");
    }

    /**
     * @param otherwise what decides unless something is given
     */
    PolicyOption(String otherwise) {
        this.otherwise = otherwise;
    }

    /**
     * The policies as typed, groups replaced by their members.
     *
     * @throws UserErrorException if there is none
     */
    List<String> names() {
        List<String> names = policies == null ? List.of(otherwise) : PolicyGroups.expand(policies);
        if (names.isEmpty()) {
            throw new UserErrorException("--policy is empty, expected at least one name");
        }
        return names;
    }

    /** The policies and groups as typed; null if none were. */
    List<String> typed() {
        return policies;
    }

    /**
     * The one policy, as typed.
     *
     * @throws UserErrorException if it is unknown or there are several
     */
    String single() {
        if (names().size() != 1) {
            throw new UserErrorException(
                    "--policy is %s, expected one policy here"
                            .formatted(String.join(",", policies)));
        }
        supplier(names().get(0));
        return names().get(0);
    }

    /**
     * @throws UserErrorException if there is no policy of that name, or its options are wrong
     */
    static Supplier<PlacementPolicy> supplier(String name) {
        try {
            return Policies.named(name);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
    }
}
