package org.dsppo.policy.learned.features;

import java.util.Locale;

/** Kinds of resource that the paper's vectors have (equations 2 and 3), whatever a site has. */
enum PaperResource {
    CPU,
    MEM,
    GPU,
    GPUMEM,
    NPU,
    NPUMEM,
    DISK,
    NET,
    NETBUF,
    /** All others together. */
    OTHER;

    static final int COUNT = values().length;

    /** The kind of that name. */
    static PaperResource named(String name) {
        for (PaperResource each : values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
                return each;
            }
        }
        return OTHER;
    }
}
