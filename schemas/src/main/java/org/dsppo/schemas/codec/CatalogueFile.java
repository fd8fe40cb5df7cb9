package org.dsppo.schemas.codec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * The file {@code cluster.json}, read more strictly than the records of the topic: a person who
 * wrote what cannot be meant is told so before anything runs.
 */
public final class CatalogueFile {
    private final Path file;
    private final Catalogue catalogue;

    private CatalogueFile(Path file, Catalogue catalogue) {
        this.file = file;
        this.catalogue = catalogue;
    }

    /**
     * Reads a catalogue.
     *
     * @param warnings is given one line for each field that a catalogue does not have, and for each
     *     resource that nodes list on their devices only
     * @throws IOException if the file cannot be read
     * @throws InvalidFileException naming file, field, value and what was expected; also where a
     *     node's devices exceed its capacity, or a latency or bandwidth is from an unknown cluster
     */
    public static Catalogue read(Path file, Consumer<String> warnings)
            throws IOException, InvalidFileException {
        Catalogue catalogue = JsonFile.read(file, MessageCodecs.CATALOGUE, warnings);
        CatalogueFile checked = new CatalogueFile(file, catalogue);
        checked.checkLinks();
        checked.checkDevices(warnings);
        return catalogue;
    }

    private void checkLinks() throws InvalidFileException {
        List<String> ids = catalogue.clusters().stream().map(ClusterSpec::id).toList();
        for (int i = 0; i < ids.size(); i++) {
            ClusterSpec cluster = catalogue.clusters().get(i);
            String path = "clusters[" + i + "].";
            known(cluster.latencyMillis(), ids, path + "latencyMillis");
            known(cluster.bandwidthMbps(), ids, path + "bandwidthMbps");
        }
    }

    private void known(Map<String, Double> links, List<String> ids, String path)
            throws InvalidFileException {
        for (String origin : links.keySet()) {
            if (!ids.contains(origin)) {
                throw invalid(
                        path,
                        Excerpt.of('"' + origin + '"'),
                        "ids of clusters, of which there are "
                                + Excerpt.of(String.join(", ", ids))
                                + NearestName.hint(origin, ids));
            }
        }
    }

    private void checkDevices(Consumer<String> warnings) throws InvalidFileException {
        Map<String, String> memoryOf = new HashMap<>();
        for (AcceleratorKind kind : catalogue.accelerators()) {
            memoryOf.put(kind.units(), kind.memory());
        }
        Map<String, List<NodeSpec>> onDevicesOnly = new TreeMap<>();
        for (int i = 0; i < catalogue.nodes().size(); i++) {
            NodeSpec node = catalogue.nodes().get(i);
            for (Map.Entry<String, DeviceSpec> entry : node.devices().entrySet()) {
                String path = "nodes[" + i + "].devices." + Excerpt.of(entry.getKey());
                DeviceSpec devices = entry.getValue();
                double units = node.capacity().getOrDefault(entry.getKey(), 0.0);
                within(path, devices.count(), devices.units(), units, entry.getKey());
                String memory = memoryOf.get(entry.getKey());
                if (memory == null || devices.memory() == null) {
                    continue;
                }
                if (node.capacity().containsKey(memory)) {
                    within(
                            path,
                            devices.count(),
                            devices.memory(),
                            node.capacity().get(memory),
                            memory);
                } else if (devices.memory() > 0 && devices.count() > 0) {
                    onDevicesOnly.computeIfAbsent(memory, name -> new ArrayList<>()).add(node);
                }
            }
        }
        onDevicesOnly.forEach((memory, nodes) -> warnings.accept(lacking(memory, nodes)));
    }

    /** A node lacks what its capacity does not list, whatever its devices have. */
    private String lacking(String memory, List<NodeSpec> nodes) {
        return "%s: %s %s of devices, but no %s in capacity, so that no task that asks for %s runs there"
                .formatted(
                        file,
                        nodes.size() == 1
                                ? "node " + Excerpt.of(nodes.get(0).name()) + " lists"
                                : "%d nodes, %s first, list"
                                        .formatted(nodes.size(), Excerpt.of(nodes.get(0).name())),
                        memory,
                        memory,
                        memory);
    }

    private void within(String path, int count, double ofEach, double capacity, String resource)
            throws InvalidFileException {
        double together = count * ofEach;
        if (together > capacity * (1 + 1e-9) + 1e-6) {
            throw invalid(
                    path,
                    "%d of %s %s, %s together"
                            .formatted(count, plain(ofEach), resource, plain(together)),
                    "at most the node's capacity of %s %s".formatted(plain(capacity), resource));
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private InvalidFileException invalid(String path, String value, String expected) {
        return new InvalidFileException(file, new InvalidMessageException(path, value, expected));
    }
}
