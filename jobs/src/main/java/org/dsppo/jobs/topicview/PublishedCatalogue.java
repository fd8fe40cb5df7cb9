package org.dsppo.jobs.topicview;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.codec.CatalogueEntries;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;

/** The catalogue that is in force, as its topic tells. */
public final class PublishedCatalogue {

    private final Map<String, CatalogueEntry> entries = new LinkedHashMap<>();
    private final Set<String> keys = new LinkedHashSet<>();

    PublishedCatalogue() {}

    /** Reads all of the topic. */
    public static PublishedCatalogue read(Properties connection, Topics topics) {
        PublishedCatalogue published = new PublishedCatalogue();
        new TopicScan(connection)
                .read(topics.name(Topic.CATALOGUE), TopicScan.FROM_START, published::add);
        return published;
    }

    void add(ConsumerRecord<String, byte[]> each) {
        if (each.key() == null) {
            return;
        }
        entries.remove(each.key());
        if (each.value() == null) {
            keys.remove(each.key());
            return;
        }
        keys.add(each.key());
        try {
            entries.put(each.key(), MessageCodecs.CATALOGUE_ENTRY.decode(each.value()));
        } catch (InvalidMessageException e) {
            // The job makes a dead letter of it.
        }
    }

    /** Keys of all records that were not deleted, readable or not. */
    public Set<String> keys() {
        return keys;
    }

    /** The newest entry of every key. */
    public Collection<CatalogueEntry> entries() {
        return entries.values();
    }

    /** The catalogue, empty while entries are missing. */
    public Optional<Catalogue> catalogue() {
        return CatalogueEntries.assemble(entries.values());
    }

    /**
     * The catalogue.
     *
     * @throws UserErrorException if there is none that is complete
     */
    public Catalogue require() {
        return catalogue()
                .orElseThrow(
                        () ->
                                new UserErrorException(
                                        "the topic of the catalogue holds none that is complete,"
                                                + " expected one: ./dsppo catalogue publish"));
    }
}
