package org.dsppo.operators.serving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.dsppo.operators.control.ArtefactRecord;
import org.dsppo.operators.control.CatalogueBoard;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.state.ArtefactState;
import org.dsppo.operators.state.ControlStates;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.policyversion.PolicyStages;

/** Catalogue and policies as an operator was told of them, kept in its broadcast state. */
public final class ControlBoards {

    private final BroadcastState<String, CatalogueEntry> catalogueEntries;
    private final BroadcastState<String, CatalogueEntry> catalogueInUse;
    private final BroadcastState<String, PolicyStages> policyStages;
    private final BroadcastState<String, PolicyStages> policiesInUse;
    private final BroadcastState<String, ArtefactState> artefacts;
    private final CatalogueBoard catalogue = new CatalogueBoard();
    private final PolicyBoard policies;

    /** Is told of versions that cannot be used. */
    @FunctionalInterface
    public interface Refusals {
        /**
         * A version was refused, or a record names one that is not there.
         *
         * @param key {@code name@version}
         * @param kind what is wrong in a word or two
         * @param detail what exactly is wrong
         */
        void refused(String key, String kind, String detail);
    }

    /**
     * Takes back what a snapshot holds.
     *
     * @param defaultPolicy decides while there is no stage record
     */
    public ControlBoards(OperatorStateStore store, PolicyFactory factory, String defaultPolicy)
            throws Exception {
        catalogueEntries = store.getBroadcastState(ControlStates.catalogue());
        catalogueInUse = store.getBroadcastState(ControlStates.catalogueInUse());
        policyStages = store.getBroadcastState(ControlStates.policies());
        policiesInUse = store.getBroadcastState(ControlStates.policiesInUse());
        artefacts = store.getBroadcastState(ControlStates.artefacts());
        catalogue.restore(values(catalogueEntries), values(catalogueInUse));
        policies = new PolicyBoard(factory, defaultPolicy);
        Map<String, byte[]> saved = new HashMap<>();
        values(artefacts).forEach(record -> saved.put(record.key(), record.artefact()));
        policies.restore(saved, values(policyStages), values(policiesInUse));
    }

    /** What the control stream has to be broadcast with. */
    public static List<MapStateDescriptor<?, ?>> broadcastStates() {
        return List.of(
                ControlStates.catalogue(),
                ControlStates.catalogueInUse(),
                ControlStates.policies(),
                ControlStates.policiesInUse(),
                ControlStates.artefacts());
    }

    private static <T> List<T> values(BroadcastState<String, T> state) throws Exception {
        List<T> values = new ArrayList<>();
        for (Map.Entry<String, T> entry : state.immutableEntries()) {
            values.add(entry.getValue());
        }
        return values;
    }

    /** The catalogue as its entries come in. */
    public CatalogueBoard catalogue() {
        return catalogue;
    }

    /** Versions and stages. */
    public PolicyBoard policies() {
        return policies;
    }

    /** An artefact that was not refused, or null. */
    public byte[] artefact(String key) throws Exception {
        ArtefactState record = artefacts.get(key);
        return record == null ? null : record.artefact();
    }

    /** To be called with every snapshot. */
    public void snapshot() throws Exception {
        catalogueInUse.clear();
        for (CatalogueEntry entry : catalogue.entriesInUse()) {
            catalogueInUse.put(entry.key(), entry);
        }
        policiesInUse.clear();
        for (PolicyStages record : policies.usedRecords()) {
            policiesInUse.put(record.name(), record);
        }
    }

    /** Takes a message in. */
    public void apply(ControlMessage message, Refusals refusals) throws Exception {
        if (message.catalogue() != null) {
            if (catalogue.put(message.catalogue())) {
                catalogueEntries.put(message.catalogue().key(), message.catalogue());
            }
        } else if (message.removedCatalogueKey() != null) {
            catalogue.remove(message.removedCatalogueKey());
            catalogueEntries.remove(message.removedCatalogueKey());
        } else if (message.artefact() != null) {
            apply(message.artefact(), refusals);
        } else if (message.policy() != null) {
            apply(message.policy(), refusals);
        } else if (message.removedArtefact() != null) {
            policies.removeArtefact(message.removedArtefact());
            artefacts.remove(message.removedArtefact());
        } else {
            policies.remove(message.removedPolicy());
            policyStages.remove(message.removedPolicy());
        }
    }

    private void apply(ArtefactRecord record, Refusals refusals) throws Exception {
        try {
            policies.put(record.key(), record.artefact());
            artefacts.put(record.key(), new ArtefactState(record.key(), record.artefact()));
        } catch (RefusedPolicyException e) {
            artefacts.remove(record.key());
            refusals.refused(record.key(), e.kind(), e.getMessage());
        }
    }

    private void apply(PolicyStages record, Refusals refusals) throws Exception {
        if (!policies.put(record)) {
            return;
        }
        policyStages.put(record.name(), record);
        for (Integer version : new Integer[] {record.active(), record.canary(), record.shadow()}) {
            if (version != null && !policies.isUsable(record.name(), version)) {
                refusals.refused(
                        PolicyBoard.keyOf(record.name(), version),
                        "missing",
                        "there is no such version that can be used");
            }
        }
    }
}
