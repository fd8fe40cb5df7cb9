package org.dsppo.operators.serving;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.learned.weights.IncompatiblePolicyException;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementPolicy;

/** The policies of the product by name, and trained ones from their artefacts. */
public final class KnownPolicies implements PolicyFactory {

    private static final long serialVersionUID = 1L;

    private transient Map<String, Supplier<PlacementPolicy>> byName;

    @Override
    public PlacementPolicy create(String name) {
        if (byName == null) {
            byName = new HashMap<>();
        }
        // Reading what comes with the product takes a moment.
        return byName.computeIfAbsent(name, Policies::named).get();
    }

    @Override
    public LoadedPolicy load(byte[] artefact) throws RefusedPolicyException {
        try {
            PolicyArtefact read = PolicyArtefact.read(artefact);
            Supplier<PlacementPolicy> maker = Policies.of(read);
            maker.get();
            return new LoadedPolicy(read.name(), (int) read.version(), maker);
        } catch (IncompatiblePolicyException e) {
            throw new RefusedPolicyException(label(e.problem()), e);
        } catch (IllegalArgumentException e) {
            throw new RefusedPolicyException("form", e);
        }
    }

    private static String label(Enum<?> problem) {
        return problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
