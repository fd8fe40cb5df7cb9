package org.dsppo.policy.lab.selection;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.learned.features.Shares;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.learned.network.PaperPolicy;
import org.dsppo.policy.learned.network.ScorerPolicy;
import org.dsppo.policy.learned.network.ShippedPolicy;
import org.dsppo.policy.learned.network.ShippedScorers;
import org.dsppo.policy.learned.weights.IncompatiblePolicyException;
import org.dsppo.policy.learned.weights.NetworkForm;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.codec.NearestName;

/**
 * All policies by their names on the command line: those of {@link Baselines}; {@code ds-ppo}, the
 * trained policy that the product carries, and the paper's learned policies {@code ds-ppo-paper},
 * {@code dqn} and {@code reinforce}; each with {@code :file=PATH} from an artefact instead. With
 * {@code :shares=listed} {@code ds-ppo} leaves elastic strategies at the demand that the catalogue
 * lists; with {@code :part=linear} it decides by its linear path alone, with {@code :part=experts}
 * by all but its set network; {@code :calibrated=no} is for who calibrates policies.
 */
public final class Policies {

    /** The learned policy. */
    public static final String DS_PPO = "ds-ppo";

    private static final String FILE = ":file=";
    private static final String LISTED_SHARES = ":shares=listed";
    private static final String LINEAR_PART = ":part=linear";
    private static final String EXPERTS_PART = ":part=experts";
    private static final String UNCALIBRATED = ":calibrated=no";

    /** Learned policies by name. */
    private static final Map<String, NetworkForm> FORMS = forms();

    /** Names of the learned policies that the product carries, its own first. */
    public static List<String> learnedNames() {
        return FORMS.keySet().stream()
                .filter(name -> name.equals(DS_PPO) || ShippedScorers.carries(name))
                .toList();
    }

    private static Map<String, NetworkForm> forms() {
        Map<String, NetworkForm> forms = new LinkedHashMap<>();
        forms.put(DS_PPO, NetworkForm.SET_NETWORK);
        forms.put("ds-ppo-paper", NetworkForm.PAPER_SETS);
        forms.put("dqn", NetworkForm.VALUE_SCORER);
        forms.put("reinforce", NetworkForm.LIKELIHOOD_SCORER);
        return Collections.unmodifiableMap(forms);
    }

    private Policies() {}

    /** All names, without options. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(Baselines.names());
        names.addAll(FORMS.keySet());
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
        if (!isLearned(name)) {
            return Baselines.named(specification);
        }
        if (name.equals(DS_PPO) && specification.endsWith(LISTED_SHARES)) {
            PolicyArtefact artefact = artefact(without(LISTED_SHARES, specification));
            return () -> new DsPpoPolicy(artefact, Shares.LISTED);
        }
        return of(artefact(specification));
    }

    private static String without(String option, String specification) {
        return specification.substring(0, specification.length() - option.length());
    }

    /**
     * True if a policy is to be calibrated on a site before it decides there: {@code ds-ppo}, from
     * a file or not, unless its name says {@code :calibrated=no} or asks for a part or a variant.
     */
    public static boolean isCalibrated(String specification) {
        String[] parts = specification.split(":", 2);
        return parts[0].equals(DS_PPO)
                && !specification.endsWith(UNCALIBRATED)
                && !specification.endsWith(LISTED_SHARES)
                && !specification.endsWith(LINEAR_PART)
                && !specification.endsWith(EXPERTS_PART);
    }

    /** True if a name, with options, is that of a policy that artefacts carry. */
    public static boolean isLearned(String specification) {
        return FORMS.containsKey(specification.split(":", 2)[0]);
    }

    /**
     * The artefact of a learned policy.
     *
     * @param specification the name of a learned policy, for another than the product's with {@code
     *     :file=PATH}, for a part of it with {@code :part=}
     * @throws IllegalArgumentException naming what is wrong
     */
    public static PolicyArtefact artefact(String specification) {
        String name = specification.split(":", 2)[0];
        if (!FORMS.containsKey(name)) {
            throw new IllegalArgumentException(
                    "policy is '%s', expected one of %s, or one of them with %sPATH"
                            .formatted(specification, String.join(", ", FORMS.keySet()), FILE));
        }
        if (name.equals(DS_PPO) && specification.endsWith(UNCALIBRATED)) {
            return artefact(without(UNCALIBRATED, specification));
        }
        if (name.equals(DS_PPO) && specification.endsWith(LINEAR_PART)) {
            return artefact(without(LINEAR_PART, specification)).linearPart();
        }
        if (name.equals(DS_PPO) && specification.endsWith(EXPERTS_PART)) {
            return artefact(without(EXPERTS_PART, specification)).shallowPart();
        }
        String option = specification.substring(name.length());
        if (option.isEmpty()) {
            return name.equals(DS_PPO) ? ShippedPolicy.artefact() : ShippedScorers.artefact(name);
        }
        if (!option.startsWith(FILE) || option.length() == FILE.length()) {
            throw new IllegalArgumentException(
                    ("option of policy %s is '%s', expected file=PATH or, for ds-ppo, shares=listed,"
                                    + " part=linear, part=experts or calibrated=no")
                            .formatted(name, option.substring(1)));
        }
        PolicyArtefact artefact = read(Path.of(option.substring(FILE.length())));
        NetworkForm form = artefact.shape().form();
        if (form != FORMS.get(name)) {
            throw new IllegalArgumentException(
                    "%s holds a %s, expected the %s of %s"
                            .formatted(option.substring(1), form.id(), FORMS.get(name).id(), name));
        }
        return artefact;
    }

    /** Makes policies from an artefact. */
    public static Supplier<PlacementPolicy> of(PolicyArtefact artefact) {
        return switch (artefact.shape().form()) {
            case SET_NETWORK -> () -> new DsPpoPolicy(artefact);
            case PAPER_SETS -> () -> new PaperPolicy(artefact);
            case VALUE_SCORER, LIKELIHOOD_SCORER -> () -> new ScorerPolicy(artefact);
        };
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
                    "policy file %s cannot be read: %s".formatted(file, reason(e)), e);
        } catch (IncompatiblePolicyException e) {
            throw new IllegalArgumentException(
                    "policy file %s cannot be used: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** What people can read of a problem: no names of classes. */
    private static String reason(IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return "it does not exist";
        }
        String reason =
                problem instanceof FileSystemException of ? of.getReason() : problem.getMessage();
        return reason == null ? "access is denied" : reason;
    }
}
