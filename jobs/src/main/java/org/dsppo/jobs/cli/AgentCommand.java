package org.dsppo.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dsppo.jobs.agent.Agent;
import org.dsppo.jobs.agent.AgentSettings;
import org.dsppo.jobs.agent.NodeIdentity;
import org.dsppo.jobs.agent.NodeReporter;
import org.dsppo.jobs.agent.SequenceNumbers;
import org.dsppo.jobs.agent.device.DeviceInventory;
import org.dsppo.jobs.agent.device.DeviceMonitor;
import org.dsppo.jobs.agent.device.DeviceWatch;
import org.dsppo.jobs.agent.device.ToolCapture;
import org.dsppo.jobs.agent.device.ToolRunner;
import org.dsppo.jobs.agent.execute.Executor;
import org.dsppo.jobs.agent.execute.ExecutorSettings;
import org.dsppo.jobs.agent.host.Host;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.OutputPath;
import org.dsppo.jobs.console.Shutdown;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.node.NodeTelemetry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dsppo agent}: stands for the machine it runs on; also the program of a jar of its own. */
@Command(
        name = "agent",
        description = {
            "Stands for the machine it runs on: finds out what it has, sends telemetry, and with"
                    + " --execute runs the tasks that are placed there, until Ctrl-C.",
            "What runs goes on when the agent ends, for --fence-after at most; an agent that comes back"
                    + " with the same --state takes it up."
        },
        footer = {
            "",
            "It reads /proc and /sys and asks those of nvidia-smi, tegrastats, amd-smi, rocm-smi, xpu-smi",
            "and npu-smi that are on the PATH.",
            "",
            "Examples:",
            "  dsppo agent --cluster room --once",
            "  dsppo agent --cluster room --node gpu-0 --label tier=edge",
            "  dsppo agent --cluster room --execute --config agent.json --state /var/lib/dsppo-agent"
        })
final class AgentCommand implements Callable<Integer> {

    private static final Duration TOOL_INTERVAL = Duration.ofSeconds(2);

    /** Rates need two looks. */
    private static final long BETWEEN_LOOKS_MILLIS = 300;

    @Spec private CommandSpec spec;
    @Mixin private BrokerOption kafka;
    @Mixin private ExecutionOptions execution;
    @Mixin private JsonOption json;

    @Option(
            names = "--cluster",
            paramLabel = "ID",
            required = true,
            description = "Cluster of this node, as in the catalogue.")
    private String cluster;

    @Option(
            names = "--node",
            paramLabel = "ID",
            description = "Id of this node in its cluster. Default: the host's name")
    private String node;

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description = "A label that node selectors look at.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--resources",
            paramLabel = "NAME,...",
            split = ",",
            description =
                    "Tell of these only: cpu (cores), mem and disk (MB), net (Mbit/s), gpu, gpumem, npu,"
                            + " npumem. Default: all that are found")
    private Set<String> resources = new LinkedHashSet<>();

    @Option(
            names = "--heartbeat",
            paramLabel = "TIME",
            defaultValue = "1s",
            description = "Between two reports. Default: ${DEFAULT-VALUE}")
    private String heartbeat;

    @Option(
            names = "--tool-limit",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "A tool that takes longer is killed. Default: ${DEFAULT-VALUE}")
    private String toolLimit;

    @Option(
            names = "--capture",
            paramLabel = "DIR",
            description = "Write there what each tool printed last, for a report of a problem.")
    private Path capture;

    @Option(
            names = "--once",
            description = "Print one report as it would be sent, and end; needs no broker.")
    private boolean once;

    @Option(
            names = "--others-execute",
            description =
                    "Take tasks though this agent does not execute: another program acts on decisions.")
    private boolean othersExecute;

    private final DeviceInventory devices = new DeviceInventory();

    /** The program of the agent's own jar. */
    public static void main(String[] args) {
        CommandMain.end(CommandMain.line(new AgentCommand()), args);
    }

    @Override
    public Integer call() {
        ExecutorSettings executor = execution.settings();
        AgentSettings settings =
                new AgentSettings(
                        identity(),
                        WallTime.positive("--heartbeat", heartbeat),
                        executor != null || othersExecute,
                        executor);
        if (capture != null) {
            OutputPath.requireFolder("--capture", capture);
        }
        Duration limit = WallTime.positive("--tool-limit", toolLimit);
        ToolRunner tools =
                new ToolRunner(
                        System.getenv().getOrDefault("PATH", ""),
                        limit,
                        capture == null ? null : new ToolCapture(capture));
        try (DeviceWatch watch =
                new DeviceWatch(DeviceMonitor.all(), tools, devices, TOOL_INTERVAL, this::log)) {
            if (once) {
                return printOnce(settings, watch);
            }
            if (json.isSet()) {
                throw new UserErrorException("--json goes with --once");
            }
            return work(settings, watch);
        }
    }

    private NodeIdentity identity() {
        return new NodeIdentity(cluster, node == null ? hostName() : node, labels, resources);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new UserErrorException("the host's name cannot be found, give --node", e);
        }
    }

    private NodeReporter reporter(AgentSettings settings) {
        Path state = settings.execution() == null ? null : settings.execution().state();
        return new NodeReporter(
                settings.identity(),
                new Host(Path.of("/"), state == null ? Path.of("/") : state, System::nanoTime),
                devices,
                new SequenceNumbers(state == null ? null : state.resolve("sequence")));
    }

    private int printOnce(AgentSettings settings, DeviceWatch watch) {
        NodeReporter reporter = reporter(settings);
        reporter.report(List.of(), settings.takesTasks(), System.currentTimeMillis());
        watch.once();
        try {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        NodeTelemetry report =
                reporter.report(List.of(), settings.takesTasks(), System.currentTimeMillis());
        byte[] line = MessageCodecs.NODE_TELEMETRY.encode(report);
        PrintWriter out = spec.commandLine().getOut();
        out.println(new String(line, StandardCharsets.UTF_8));
        out.flush();
        return ExitCode.OK;
    }

    private int work(AgentSettings settings, DeviceWatch watch) {
        if (settings.execution() == null) {
            kafka.requirePatiently(Topic.TELEMETRY);
            return run(settings, watch);
        }
        Path state = settings.execution().state();
        try (FileChannel lock =
                FileChannel.open(
                        state.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                throw new UserErrorException(
                        "--state is %s, which another agent uses".formatted(state));
            }
            // Whoever has processes to look after does not wait for a broker to do so.
            if (!Executor.leftSomething(state)) {
                kafka.requirePatiently(Topic.TELEMETRY, Topic.TASK_EVENTS, Topic.DECISIONS);
            }
            return run(settings, watch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int run(AgentSettings settings, DeviceWatch watch) {
        watch.once();
        watch.start();
        return Shutdown.guarded(
                () -> {
                    try (Agent agent =
                            new Agent(
                                    settings,
                                    kafka.connection(),
                                    kafka.topics(),
                                    reporter(settings),
                                    devices,
                                    System::currentTimeMillis,
                                    this::log)) {
                        log(greeting(settings));
                        agent.run();
                    } catch (InterruptedException e) {
                        // Ctrl-C is how this command is meant to end.
                        log("ended; what runs goes on for a while");
                    }
                    return ExitCode.OK;
                },
                "interrupted");
    }

    private String greeting(AgentSettings settings) {
        String does =
                settings.execution() != null
                        ? "runs what is placed there"
                        : settings.takesTasks()
                                ? "leaves it to others to run what is placed there"
                                : "takes no tasks without --execute";
        return "agent of %s, %d devices: %s"
                .formatted(settings.identity().name(), devices.devices().size(), does);
    }

    private void log(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
        err.flush();
    }
}
