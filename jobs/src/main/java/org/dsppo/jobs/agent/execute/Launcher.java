package org.dsppo.jobs.agent.execute;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dsppo.jobs.agent.device.NodeDevice;
import org.dsppo.schemas.decision.PlacementDecision;

/**
 * Starts attempts, each in a session of its own that outlives the agent, with an environment of
 * little more than what the decision says.
 */
final class Launcher {

    private static final List<String> PASSED_ON =
            List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH");

    private final ExecutorSettings settings;
    private final Cgroups cgroups;
    private final Path script;

    Launcher(ExecutorSettings settings) {
        this.settings = settings;
        this.cgroups = new Cgroups(settings.cgroup());
        this.script = install(settings.state(), "attempt.sh");
    }

    /** Puts a script of this package where a shell finds it. */
    static Path install(Path state, String name) {
        Path file = state.resolve(name);
        Path next = state.resolve(name + ".new");
        try (InputStream text = Launcher.class.getResourceAsStream(name)) {
            // A running shell reads on in the file it has: never write into that.
            Files.copy(text, next, StandardCopyOption.REPLACE_EXISTING);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts an attempt. Its shell says in its folder what becomes of it.
     *
     * @throws RefusedException if it may not or cannot be run
     */
    void launch(AttemptFolder folder, PlacementDecision decision, List<NodeDevice> devices)
            throws RefusedException {
        Order order = OrderReader.read(decision.payload());
        settings.allowed().require(order);
        DeviceEnvironment given = DeviceEnvironment.of(decision, devices);
        Map<String, String> told = new LinkedHashMap<>(order.environment());
        told.putAll(described(decision));
        told.putAll(given.variables());
        String name = folder.path().getFileName().toString();
        List<String> command = order.command();
        String cgroup = "-";
        if (command == null) {
            ContainerCommand container =
                    ContainerCommand.of(settings.runtime(), "dsppo-" + name, order, told, given);
            command = container.run();
            folder.writeText("remove", shellWords(container.remove()) + "\n");
        } else if (order.isLimited()) {
            cgroup = limited(folder, name, order);
        }
        start(folder, command, cgroup, told);
    }

    private String limited(AttemptFolder folder, String name, Order order) throws RefusedException {
        String problem = cgroups.problem().orElse(null);
        if (problem != null) {
            folder.note("its limits are not kept: " + problem);
            return "-";
        }
        try {
            return cgroups.create(name, order).toString();
        } catch (IOException e) {
            throw new RefusedException("its limits cannot be set: " + e.getMessage());
        }
    }

    private static Map<String, String> described(PlacementDecision decision) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("DSPPO_DECISION_ID", decision.decisionId());
        variables.put("DSPPO_TASK_ID", decision.taskId());
        variables.put("DSPPO_ATTEMPT", Integer.toString(decision.attempt()));
        variables.put("DSPPO_CLUSTER", decision.cluster());
        variables.put("DSPPO_NODE", decision.node());
        variables.put("DSPPO_STRATEGY", decision.strategy());
        if (decision.share() != null) {
            variables.put("DSPPO_SHARE", decision.share().toString());
        }
        return variables;
    }

    private static String shellWords(List<String> words) {
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    private void start(
            AttemptFolder folder, List<String> command, String cgroup, Map<String, String> told)
            throws RefusedException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                "setsid",
                                "sh",
                                script.toString(),
                                folder.path().toString(),
                                cgroup));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line);
        Map<String, String> ours = Map.copyOf(builder.environment());
        builder.environment().clear();
        for (String name : PASSED_ON) {
            if (ours.containsKey(name)) {
                builder.environment().put(name, ours.get(name));
            }
        }
        builder.environment().putAll(told);
        builder.directory(folder.workFolder().toFile());
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
        try {
            builder.start();
        } catch (IOException e) {
            throw new RefusedException("it cannot be started: " + e.getMessage());
        }
    }

    /** Clears away what an attempt that has ended may have left. */
    void clear(AttemptFolder folder) {
        cgroups.remove(folder.path().getFileName().toString());
        removeContainer(folder);
    }

    /** Takes away the container of an attempt, if it has one, whatever it does. */
    static void removeContainer(AttemptFolder folder) {
        Path remove = folder.path().resolve("remove");
        if (Files.exists(remove)) {
            Processes.run("sh", remove.toString());
        }
    }
}
