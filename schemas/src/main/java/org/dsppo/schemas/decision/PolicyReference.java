package org.dsppo.schemas.decision;

/**
 * Names the policy behind a decision.
 *
 * @param name name as on the command line
 * @param version rises with every published version; 1 for heuristics
 * @param stage {@code active}, {@code canary} or {@code shadow}
 */
public record PolicyReference(String name, int version, String stage) {}
