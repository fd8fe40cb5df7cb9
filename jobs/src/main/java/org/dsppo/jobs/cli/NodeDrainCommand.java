package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.emulator.DurationText;
import org.dsppo.jobs.topicview.NodeRoster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dsppo node drain}. */
@Command(
        name = "drain",
        description = {
            "Places nothing new on nodes and, with --wait, waits until nothing runs there.",
            "Tasks that run are never moved: they end where they are."
        },
        footer = {
            "",
            "Examples:",
            "  dsppo node drain edge/edge-03 --wait --timeout 30m",
            "  dsppo node uncordon edge/edge-03"
        })
final class NodeDrainCommand implements Callable<Integer> {

    private static final long LOOK_AGAIN_MILLIS = 1_000;

    @Spec private CommandSpec spec;
    @Mixin private CordonOption cordons;
    @Mixin private JsonOption json;

    @Option(names = "--wait", description = "Return once the nodes report that nothing runs there.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "Give up waiting then, with exit code 1. Default: ${DEFAULT-VALUE}")
    private String timeout;

    @Override
    public Integer call() throws InterruptedException {
        long timeoutMillis = timeoutMillis();
        List<NodeRoster.Node> nodes = cordons.nodes();
        cordons.write(nodes, true, true);
        List<String> names = nodes.stream().map(NodeRoster.Node::name).toList();
        Map<String, Integer> running = wait ? await(names, timeoutMillis) : running(names);
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("draining", names);
            fields.put("running", running);
            JsonOutput.print(out, fields);
        } else {
            out.printf(
                    "draining: %s%n",
                    running.entrySet().stream()
                            .map(each -> each.getKey() + " (" + each.getValue() + " running)")
                            .collect(Collectors.joining(", ")));
            out.flush();
        }
        return wait && isBusy(running) ? ExitCode.FAILED : ExitCode.OK;
    }

    private long timeoutMillis() {
        try {
            return DurationText.parseMillis(timeout);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("--timeout: " + e.getMessage(), e);
        }
    }

    private static boolean isBusy(Map<String, Integer> running) {
        return running.values().stream().anyMatch(count -> count > 0);
    }

    private Map<String, Integer> await(List<String> names, long timeoutMillis)
            throws InterruptedException {
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        Map<String, Integer> running = running(names);
        while (isBusy(running) && System.nanoTime() < deadlineNanos) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            running = running(names);
        }
        return running;
    }

    /** Attempts that the nodes last reported, 0 where one does not report. */
    private Map<String, Integer> running(List<String> names) {
        NodeRoster roster =
                NodeRoster.read(
                        cordons.kafka().connection(),
                        cordons.kafka().topics(),
                        System.currentTimeMillis());
        Map<String, Integer> running = new LinkedHashMap<>();
        for (String name : names) {
            NodeRoster.Node node = roster.named(name);
            running.put(name, node.report() == null ? 0 : node.report().running().size());
        }
        return running;
    }
}
