package org.dsppo.operators.control;

import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.node.NodeCordon;
import org.dsppo.schemas.policyversion.PolicyStages;

/**
 * What every subtask is told: exactly one part is set, but that a cordon names its node.
 *
 * @param catalogue a new or changed entry of the catalogue
 * @param policy a new or changed stage record
 * @param artefact a version of a policy
 * @param removedCatalogueKey key of a catalogue entry that was deleted
 * @param removedPolicy name of a policy whose stage record was deleted
 * @param removedArtefact {@code name@version} of an artefact that was deleted
 * @param node {@code cluster/node} whose cordon was set or taken back
 * @param cordon what is wanted of the node, null if nothing is any more
 */
public record ControlMessage(
        CatalogueEntry catalogue,
        PolicyStages policy,
        ArtefactRecord artefact,
        String removedCatalogueKey,
        String removedPolicy,
        String removedArtefact,
        String node,
        NodeCordon cordon) {

    /** A new or changed entry of the catalogue. */
    public static ControlMessage of(CatalogueEntry entry) {
        return new ControlMessage(entry, null, null, null, null, null, null, null);
    }

    /** A new or changed stage record. */
    public static ControlMessage of(PolicyStages stages) {
        return new ControlMessage(null, stages, null, null, null, null, null, null);
    }

    /** A version of a policy. */
    public static ControlMessage of(ArtefactRecord artefact) {
        return new ControlMessage(null, null, artefact, null, null, null, null, null);
    }

    /** A catalogue entry was deleted. */
    public static ControlMessage catalogueRemoved(String key) {
        return new ControlMessage(null, null, null, key, null, null, null, null);
    }

    /** A node was cordoned, or no longer is where the cordon is null. */
    public static ControlMessage cordon(String node, NodeCordon cordon) {
        return new ControlMessage(null, null, null, null, null, null, node, cordon);
    }

    /** A stage record was deleted. */
    public static ControlMessage policyRemoved(String name) {
        return new ControlMessage(null, null, null, null, name, null, null, null);
    }

    /** An artefact was deleted. */
    public static ControlMessage artefactRemoved(String key) {
        return new ControlMessage(null, null, null, null, null, key, null, null);
    }
}
