package org.dsppo.schemas.catalogue;

import java.util.Locale;

/** How tasks share the devices of one kind. */
public enum Sharing {
    /** A demand of at most one device lies on one device; a larger one takes whole devices. */
    DEVICE,
    /** All devices of a node are one pool. */
    POOLED;

    /** The word in files. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
