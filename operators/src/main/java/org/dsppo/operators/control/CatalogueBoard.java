package org.dsppo.operators.control;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.codec.CatalogueEntries;

/**
 * The catalogue as its entries come in, in any order. A catalogue stays in use until the entries
 * make up a new one: while they do not, the old one serves.
 */
public final class CatalogueBoard {

    /** Putting a catalogue together touches every entry, and entries come one at a time. */
    static final long REASSEMBLY_MILLIS = 1_000;

    private final Map<String, CatalogueEntry> entries = new HashMap<>();
    private Catalogue inUse;
    private long version;
    private boolean differs;
    private boolean untried;
    private long assembledAtMillis;

    /**
     * Takes back what a snapshot holds.
     *
     * @param newest the newest entry of every key
     * @param entriesInUse those of the catalogue in use, empty if the newest ones are in use
     */
    public void restore(
            Collection<CatalogueEntry> newest, Collection<CatalogueEntry> entriesInUse) {
        newest.forEach(this::put);
        CatalogueEntries.assemble(entriesInUse).ifPresent(this::use);
        differs = true;
    }

    /**
     * A new or changed entry.
     *
     * @return false if it says nothing new
     */
    public boolean put(CatalogueEntry entry) {
        return changed(!entry.equals(entries.put(entry.key(), entry)));
    }

    /**
     * An entry was deleted.
     *
     * @return false if there was none
     */
    public boolean remove(String key) {
        return changed(entries.remove(key) != null);
    }

    private boolean changed(boolean really) {
        differs |= really;
        untried |= really;
        return really;
    }

    /**
     * The catalogue to use now.
     *
     * @return null before the first one is complete
     */
    public Catalogue current(long nowMillis) {
        boolean due = inUse == null || nowMillis >= assembledAtMillis + REASSEMBLY_MILLIS;
        if (untried && due) {
            untried = false;
            Optional<Catalogue> complete = CatalogueEntries.assemble(entries.values());
            if (complete.isPresent()) {
                assembledAtMillis = nowMillis;
                differs = false;
                use(complete.get());
            }
        }
        return inUse;
    }

    private void use(Catalogue catalogue) {
        inUse = catalogue;
        version++;
    }

    /** Rises whenever {@link #current} gives another catalogue; meaningless across restores. */
    public long version() {
        return version;
    }

    /** True while newer entries than those of the catalogue in use are here. */
    public boolean isChanging() {
        return differs;
    }

    /** Why the newest entries make up no catalogue, for people; "" if they do. */
    public String problem() {
        return CatalogueEntries.problem(entries.values()).orElse("");
    }

    /** For a snapshot: entries of the catalogue in use if the newest entries are not that. */
    public List<CatalogueEntry> entriesInUse() {
        return differs && inUse != null ? CatalogueEntries.of(inUse) : List.of();
    }
}
