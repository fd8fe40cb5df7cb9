package org.dsppo.operators.control;

import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.policyversion.PolicyStages;

/**
 * What every subtask is told: exactly one part is set.
 *
 * @param catalogue a new or changed entry of the catalogue
 * @param policy a new or changed stage record
 * @param removedCatalogueKey key of a catalogue entry that was deleted
 * @param removedPolicy name of a policy whose stage record was deleted
 */
public record ControlMessage(
        CatalogueEntry catalogue,
        PolicyStages policy,
        String removedCatalogueKey,
        String removedPolicy) {

    /** A new or changed entry of the catalogue. */
    public static ControlMessage of(CatalogueEntry entry) {
        return new ControlMessage(entry, null, null, null);
    }

    /** A new or changed stage record. */
    public static ControlMessage of(PolicyStages stages) {
        return new ControlMessage(null, stages, null, null);
    }

    /** A catalogue entry was deleted. */
    public static ControlMessage catalogueRemoved(String key) {
        return new ControlMessage(null, null, key, null);
    }

    /** A stage record was deleted. */
    public static ControlMessage policyRemoved(String name) {
        return new ControlMessage(null, null, null, name);
    }
}
