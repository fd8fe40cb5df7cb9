package org.dsppo.policy.selection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.dsppo.policy.baseline.Baselines;
import org.dsppo.policy.baseline.NearestName;
import org.dsppo.policy.deepsets.DsPpoPolicy;
import org.dsppo.policy.deepsets.ShippedPolicy;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.weights.IncompatiblePolicyException;
import org.dsppo.policy.weights.PolicyArtefact;

/**
 * All policies by their names on the command line: those of {@link Baselines}; {@code ds-ppo}, the
 * trained policy that the product carries; {@code ds-ppo:file=PATH}, one from an artefact.
 */
public final class Policies {

    /** The learned policy. */
    public static final String DS_PPO = "ds-ppo";

    private static final String FILE = ":file=";

    private Policies() {}

    /** All names, without options. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(Baselines.names());
        names.add(DS_PPO);
        return List.copyOf(names);
    }

    /**
     * Makes policies of one kind, each with plans of its own.
     *
     * @param specification a name with options
     * @throws IllegalArgumentException naming what is wrong and what is known
     */
    public static Supplier<PlacementPolicy> named(String specification) {
        String name = specification.split(":", 2)[0];
        if (!names().contains(name)) {
            throw new IllegalArgumentException(
                    "policy is '%s'%s, expected one of %s"
                            .formatted(
                                    name,
                                    NearestName.hint(name, names()),
                                    String.join(", ", names())));
        }
        return name.equals(DS_PPO) ? of(artefact(specification)) : Baselines.named(specification);
    }

    /**
     * The artefact of a learned policy.
     *
     * @param specification {@code ds-ppo} or {@code ds-ppo:file=PATH}
     * @throws IllegalArgumentException naming what is wrong
     */
    public static PolicyArtefact artefact(String specification) {
        String name = specification.split(":", 2)[0];
        if (!name.equals(DS_PPO)) {
            throw new IllegalArgumentException(
                    "policy is '%s', expected %s or %s%sPATH"
                            .formatted(specification, DS_PPO, DS_PPO, FILE));
        }
        String option = specification.substring(name.length());
        if (option.isEmpty()) {
            return ShippedPolicy.artefact();
        }
        if (!option.startsWith(FILE) || option.length() == FILE.length()) {
            throw new IllegalArgumentException(
                    "option of policy %s is '%s', expected file=PATH"
                            .formatted(name, option.substring(1)));
        }
        return read(Path.of(option.substring(FILE.length())));
    }

    /** Makes policies from an artefact. */
    public static Supplier<PlacementPolicy> of(PolicyArtefact artefact) {
        return () -> new DsPpoPolicy(artefact);
    }

    /**
     * Reads an artefact from a file.
     *
     * @throws IllegalArgumentException naming the file, if it cannot be read or used
     */
    public static PolicyArtefact read(Path file) {
        try {
            return PolicyArtefact.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "policy file %s cannot be read (%s)".formatted(file, e), e);
        } catch (IncompatiblePolicyException e) {
            throw new IllegalArgumentException(
                    "policy file %s cannot be used: %s".formatted(file, e.getMessage()), e);
        }
    }
}
