package org.dsppo.schemas.codec;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.dsppo.schemas.node.DeviceReport;
import org.dsppo.schemas.node.DeviceReports;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.node.RunningAttempt;

/** Reads {@link NodeTelemetry}. */
final class NodeTelemetryCodec {
    private NodeTelemetryCodec() {}

    static NodeTelemetry read(JsonObjectReader fields) throws InvalidMessageException {
        return new NodeTelemetry(
                fields.requiredText("nodeId"),
                fields.requiredText("cluster"),
                fields.labels("labels"),
                fields.amounts("capacity", Limits.AMOUNT),
                devices(fields),
                fields.has("used") ? fields.amounts("used", Limits.AMOUNT) : null,
                fields.objects("running", NodeTelemetryCodec::running),
                fields.flagOr("healthy", true),
                fields.flagOr("draining", false),
                fields.requiredLong("reportedAtMillis", 0, Limits.TIME_MILLIS),
                fields.requiredLong("sequence", 0, Long.MAX_VALUE));
    }

    private static RunningAttempt running(JsonObjectReader fields) throws InvalidMessageException {
        return new RunningAttempt(
                fields.requiredText("taskId"),
                fields.requiredInt("attempt", 1, Integer.MAX_VALUE),
                DeviceShareCodec.readAll(fields));
    }

    private static Map<String, DeviceReports> devices(JsonObjectReader fields)
            throws InvalidMessageException {
        Map<String, DeviceReports> devices = new LinkedHashMap<>();
        fields.objectLists("devices", NodeTelemetryCodec::distinctDevices)
                .forEach((kind, each) -> devices.put(kind, new DeviceReports(each)));
        return Collections.unmodifiableMap(devices);
    }

    /** Reads the devices of one kind, each index once; not for a second kind. */
    private static ObjectDecoder<DeviceReport> distinctDevices() {
        Set<Integer> seen = new HashSet<>();
        return fields -> {
            DeviceReport device = device(fields);
            if (!seen.add(device.index())) {
                throw fields.invalid("index", "no second device of this index");
            }
            return device;
        };
    }

    private static DeviceReport device(JsonObjectReader fields) throws InvalidMessageException {
        return new DeviceReport(
                fields.requiredInt("index", 0, Limits.COUNT),
                fields.numberOr("units", 1, Limits.POSITIVE_AMOUNT),
                fields.optionalNumber("memory", Limits.AMOUNT),
                fields.optionalNumber("usedUnits", Limits.AMOUNT),
                fields.optionalNumber("usedMemory", Limits.AMOUNT),
                fields.flagOr("healthy", true));
    }
}
