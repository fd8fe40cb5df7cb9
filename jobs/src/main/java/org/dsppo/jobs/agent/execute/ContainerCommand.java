package org.dsppo.jobs.agent.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dsppo.jobs.agent.device.DeviceVendor;
import org.dsppo.jobs.agent.device.NodeDevice;

/**
 * The command line that runs a container in the foreground, with its devices and limits, under a
 * name by which it can be removed.
 *
 * @param run runs it
 * @param remove takes it away, running or not
 */
record ContainerCommand(List<String> run, List<String> remove) {

    /**
     * @param runtime docker, podman or nerdctl
     * @param name of the container
     */
    static ContainerCommand of(
            String runtime,
            String name,
            Order order,
            Map<String, String> environment,
            DeviceEnvironment devices) {
        List<String> run = new ArrayList<>(List.of(runtime, "run", "--rm", "--name", name));
        if (order.cpuLimit() != null) {
            run.addAll(List.of("--cpus", String.format(Locale.ROOT, "%.3f", order.cpuLimit())));
        }
        if (order.memoryLimitMb() != null) {
            run.addAll(List.of("--memory", Math.max(6, Math.round(order.memoryLimitMb())) + "m"));
        }
        devices.given().forEach((vendor, given) -> run.addAll(flags(runtime, vendor, given)));
        environment.forEach(
                (variable, value) -> run.addAll(List.of("--env", variable + "=" + value)));
        run.add(order.image());
        run.addAll(order.arguments());
        return new ContainerCommand(run, List.of(runtime, "rm", "--force", name));
    }

    private static List<String> flags(
            String runtime, DeviceVendor vendor, List<NodeDevice> devices) {
        return switch (vendor) {
            case NVIDIA -> nvidia(runtime, devices);
            case JETSON -> List.of("--runtime", "nvidia");
            case AMD -> List.of("--device", "/dev/kfd", "--device", "/dev/dri");
            case INTEL -> List.of("--device", "/dev/dri");
            case ASCEND -> ascend(devices);
        };
    }

    private static List<String> nvidia(String runtime, List<NodeDevice> devices) {
        if (!runtime.equals("podman")) {
            // The quotes are part of it: the value is a line of CSV.
            return List.of("--gpus", "\"device=" + DeviceEnvironment.selectors(devices) + "\"");
        }
        List<String> flags = new ArrayList<>();
        for (NodeDevice device : devices) {
            flags.addAll(List.of("--device", "nvidia.com/gpu=" + device.reading().selector()));
        }
        return flags;
    }

    private static List<String> ascend(List<NodeDevice> devices) {
        List<String> flags = new ArrayList<>();
        for (NodeDevice device : devices) {
            flags.addAll(List.of("--device", "/dev/davinci" + device.reading().selector()));
        }
        for (String shared : List.of("davinci_manager", "devmm_svm", "hisi_hdc")) {
            flags.addAll(List.of("--device", "/dev/" + shared));
        }
        return flags;
    }
}
