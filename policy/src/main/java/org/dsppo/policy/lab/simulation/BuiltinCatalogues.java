package org.dsppo.policy.lab.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;

/**
 * The catalogues the product carries: the paper's test bed in two readings of its table 3. {@code
 * ii5} has five task classes and network resources, {@code i3} the three classes that need none.
 */
public final class BuiltinCatalogues {

    private static final List<String> NAMES = List.of("ii5", "i3");

    private BuiltinCatalogues() {}

    /** Names, the default first. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Reads a catalogue.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Catalogue named(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "catalogue is %s, expected one of %s"
                            .formatted(name, String.join(", ", NAMES)));
        }
        try (InputStream in = BuiltinCatalogues.class.getResourceAsStream(name + ".json")) {
            return MessageCodecs.CATALOGUE.decode(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidMessageException e) {
            throw new IllegalStateException("the product's own catalogue " + name, e);
        }
    }
}
