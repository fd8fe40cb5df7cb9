package org.dsppo.operators.control;

/**
 * A version of a policy as published.
 *
 * @param key {@code name@version}
 * @param artefact header and weights, not looked into yet
 */
public record ArtefactRecord(String key, byte[] artefact) {}
