package org.dsppo.schemas.codec;

import java.util.List;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.catalogue.Sharing;

/** Reads the records that the file and the topic of the catalogue share. */
final class CatalogueParts {
    private static final String DEFAULT_CELL = "default";

    private CatalogueParts() {}

    static List<String> resources(JsonObjectReader fields) throws InvalidMessageException {
        List<String> resources = fields.texts("resources");
        if (resources.isEmpty()) {
            throw fields.invalid("resources", "at least one name of a resource");
        }
        return resources;
    }

    static AcceleratorKind accelerator(JsonObjectReader fields) throws InvalidMessageException {
        return new AcceleratorKind(
                fields.requiredText("units"),
                fields.optionalText("memory"),
                fields.optionalEnum("sharing", Sharing.values()));
    }

    static ClusterSpec cluster(JsonObjectReader fields) throws InvalidMessageException {
        String cell = fields.optionalText("cell");
        return new ClusterSpec(
                fields.requiredText("id"),
                fields.requiredText("tier"),
                cell == null ? DEFAULT_CELL : cell,
                fields.amounts("latencyMillis", Limits.AMOUNT),
                // No transfer would ever end at bandwidth zero.
                fields.amounts("bandwidthMbps", Limits.POSITIVE_AMOUNT));
    }

    static NodeSpec node(JsonObjectReader fields) throws InvalidMessageException {
        return new NodeSpec(
                fields.requiredText("nodeId"),
                fields.requiredText("cluster"),
                fields.labels("labels"),
                fields.amounts("capacity", Limits.AMOUNT),
                fields.objectMap("devices", CatalogueParts::device));
    }

    private static DeviceSpec device(JsonObjectReader fields) throws InvalidMessageException {
        return new DeviceSpec(
                // None is ordinary: files that tools write list every kind for every node.
                fields.requiredInt("count", 0, Limits.COUNT),
                fields.numberOr("units", 1, Limits.POSITIVE_AMOUNT),
                fields.optionalNumber("memory", Limits.AMOUNT));
    }
}
