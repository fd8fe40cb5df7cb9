package org.dsppo.operators.state;

/**
 * A version of a policy that was not refused.
 *
 * @param key {@code name@version}
 * @param artefact header and weights
 */
public record ArtefactState(String key, byte[] artefact) {}
