package org.dsppo.schemas.codec;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dsppo.schemas.node.DeviceShare;

/** Reads the devices that an attempt holds, each of them once. */
final class DeviceShareCodec {
    private DeviceShareCodec() {}

    /** The field {@code devices}, null when missing. */
    static List<DeviceShare> readAll(JsonObjectReader fields) throws InvalidMessageException {
        if (!fields.has("devices")) {
            return null;
        }
        Set<List<Object>> seen = new HashSet<>();
        return fields.objects(
                "devices",
                part -> {
                    DeviceShare share = read(part);
                    if (!seen.add(List.of(share.kind(), share.index()))) {
                        throw part.invalid("index", "no second share of this device");
                    }
                    return share;
                });
    }

    private static DeviceShare read(JsonObjectReader fields) throws InvalidMessageException {
        return new DeviceShare(
                fields.requiredText("kind"),
                fields.requiredInt("index", 0, Limits.COUNT),
                fields.numberOr("units", 0, Limits.AMOUNT),
                fields.numberOr("memory", 0, Limits.AMOUNT));
    }
}
