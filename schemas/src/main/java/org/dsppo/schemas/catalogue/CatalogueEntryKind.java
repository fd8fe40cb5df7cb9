package org.dsppo.schemas.catalogue;

import java.util.Locale;

/** The parts of a catalogue that have records of their own. */
public enum CatalogueEntryKind {
    /** Resources, accelerators and the number of entries. */
    HEADER,
    /** A cluster. */
    CLUSTER,
    /** A node. */
    NODE,
    /** A task class with its strategies. */
    CLASS;

    /** First part of the record key. */
    public String prefix() {
        return name().toLowerCase(Locale.ROOT) + "/";
    }
}
