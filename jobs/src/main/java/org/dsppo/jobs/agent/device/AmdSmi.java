package org.dsppo.jobs.agent.device;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** GPUs of AMD by {@code amd-smi metric --json}: a list, in newer versions inside an object. */
final class AmdSmi implements DeviceMonitor {

    @Override
    public String tool() {
        return "amd-smi";
    }

    @Override
    public List<DeviceReading> read(Tools tools) throws ToolFailedException {
        JsonNode root = ToolJson.parse(tools.run("amd-smi", "metric", "--json"));
        JsonNode list = root.isArray() ? root : root.path("gpu_data");
        if (!list.isArray()) {
            throw new ToolFailedException("no list of GPUs in its output");
        }
        List<DeviceReading> devices = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        for (JsonNode gpu : list) {
            Integer number = Figures.whole(gpu.path("gpu").asText());
            if (DeviceReading.isNumber(number) && numbers.add(number)) {
                JsonNode memory = gpu.path("mem_usage");
                devices.add(
                        DeviceReading.of(
                                DeviceVendor.AMD,
                                number,
                                Integer.toString(number),
                                1,
                                ToolJson.megabytes(memory.path("total_vram")),
                                ToolJson.number(gpu.path("usage").path("gfx_activity")),
                                ToolJson.megabytes(memory.path("used_vram")),
                                true));
            }
        }
        return devices;
    }
}
