package org.dsppo.jobs.agent.device;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GPUs of AMD by {@code rocm-smi --json}, and accelerators whose makers took that tool over: an
 * object of cards, whose fields carry their units in their names. Asked only where there is no
 * {@code amd-smi}.
 */
final class RocmSmi implements DeviceMonitor {

    private static final Pattern CARD = Pattern.compile("card(\\d{1,4})");
    private static final Pattern BUSY = Pattern.compile("(?i)[GD]CU use \\(%\\)|GPU use \\(%\\)");
    private static final Pattern TOTAL = Pattern.compile("(?i)vram total memory \\((\\w+)\\)");
    private static final Pattern USED = Pattern.compile("(?i)vram total used memory \\((\\w+)\\)");

    @Override
    public String tool() {
        return "rocm-smi";
    }

    @Override
    public List<DeviceReading> read(Tools tools) throws ToolFailedException {
        if (tools.has("amd-smi")) {
            return List.of();
        }
        JsonNode root =
                ToolJson.parse(
                        tools.run("rocm-smi", "--showuse", "--showmeminfo", "vram", "--json"));
        List<DeviceReading> devices = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            Matcher card = CARD.matcher(field.getKey());
            if (card.matches() && field.getValue().isObject()) {
                int number = Integer.parseInt(card.group(1));
                if (DeviceReading.isNumber(number)
                        && devices.stream().noneMatch(each -> each.number() == number)) {
                    devices.add(device(number, field.getValue()));
                }
            }
        }
        return devices;
    }

    private static DeviceReading device(int number, JsonNode card) {
        return DeviceReading.of(
                DeviceVendor.AMD,
                number,
                Integer.toString(number),
                1,
                amount(card, TOTAL),
                busy(card),
                amount(card, USED),
                true);
    }

    private static Double busy(JsonNode card) {
        for (Map.Entry<String, JsonNode> field : card.properties()) {
            if (BUSY.matcher(field.getKey().strip()).matches()) {
                return Figures.number(field.getValue().asText());
            }
        }
        return null;
    }

    private static Double amount(JsonNode card, Pattern name) {
        for (Map.Entry<String, JsonNode> field : card.properties()) {
            Matcher matcher = name.matcher(field.getKey().strip());
            if (matcher.matches()) {
                return Figures.megabytes(field.getValue().asText(), matcher.group(1));
            }
        }
        return null;
    }
}
