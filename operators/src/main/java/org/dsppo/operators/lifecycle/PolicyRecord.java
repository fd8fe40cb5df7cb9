package org.dsppo.operators.lifecycle;

import org.dsppo.schemas.policyversion.PolicyStages;

/**
 * A record for the topic of policies: one of artefact and stages is set, none for a deletion.
 *
 * @param key {@code name@version} of an artefact, name of a policy for its stages
 * @param artefact header and weights
 * @param stages which versions act
 */
public record PolicyRecord(String key, byte[] artefact, PolicyStages stages) {}
