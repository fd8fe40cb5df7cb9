package org.dsppo.operators.serving;

import java.util.function.Supplier;
import org.dsppo.policy.placement.PlacementPolicy;

/**
 * An artefact that can be used.
 *
 * @param name name of the policy
 * @param version its version
 * @param maker makes the policy for one cell
 */
public record LoadedPolicy(String name, int version, Supplier<PlacementPolicy> maker) {}
