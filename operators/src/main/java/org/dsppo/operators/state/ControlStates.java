package org.dsppo.operators.state;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.policyversion.PolicyStages;

/** Broadcast states. The names are part of every savepoint. */
public final class ControlStates {
    private ControlStates() {}

    /** The newest entry of every catalogue key. */
    public static MapStateDescriptor<String, CatalogueEntry> catalogue() {
        return map("catalogue-entries", CatalogueEntry.class);
    }

    /** The entries in use, in snapshots taken while the newest ones made up no catalogue. */
    public static MapStateDescriptor<String, CatalogueEntry> catalogueInUse() {
        return map("catalogue-in-use", CatalogueEntry.class);
    }

    /** Stage records by policy name. */
    public static MapStateDescriptor<String, PolicyStages> policies() {
        return map("policy-stages", PolicyStages.class);
    }

    /** Of each policy the last stage record that could be used. */
    public static MapStateDescriptor<String, PolicyStages> policiesInUse() {
        return map("policy-stages-in-use", PolicyStages.class);
    }

    /** Artefacts that were not refused, by {@code name@version}. */
    public static MapStateDescriptor<String, ArtefactState> artefacts() {
        return map("policy-artefacts", ArtefactState.class);
    }

    /** Cluster id to cell. */
    public static MapStateDescriptor<String, String> cells() {
        return new MapStateDescriptor<>("cluster-cells", Types.STRING, Types.STRING);
    }

    private static <T> MapStateDescriptor<String, T> map(String name, Class<T> type) {
        return new MapStateDescriptor<>(name, Types.STRING, TypeInformation.of(type));
    }
}
