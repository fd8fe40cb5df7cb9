package org.dsppo.jobs.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.dsppo.jobs.bridge.BridgeConnection;
import org.dsppo.jobs.bridge.BridgeKind;
import org.dsppo.jobs.bridge.BridgeService;
import org.dsppo.jobs.bridge.BridgeSettings;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.Shutdown;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.emulator.DurationText;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.schemas.catalogue.Catalogue;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What bridges to all platforms have in common. */
final class BridgeOptions {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern LEASE = Pattern.compile("[-a-z0-9]{1,63}/[-.a-z0-9]{1,253}");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin private KafkaOption kafka;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "Says where the API server is. Default: the account of the pod it runs in, else"
                            + " KUBECONFIG, else ~/.kube/config")
    private Path kubeconfig;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "Names the cluster in the catalogue and begins all task ids; unlike that of any other"
                            + " bridge on the same topics. Default: kubernetes or karmada")
    private String name;

    @Option(
            names = "--scheduler",
            paramLabel = "NAME",
            defaultValue = "dsppo",
            description = "The schedulerName that is ours. Default: ${DEFAULT-VALUE}")
    private String scheduler;

    @Option(
            names = "--cell",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Cell that schedules them. Default: ${DEFAULT-VALUE}")
    private String cell;

    @Option(
            names = "--cluster",
            paramLabel = "FILE|NAME",
            description = "A catalogue that the platform's nodes are added to. Default: none")
    private String cluster;

    @Option(
            names = "--runtime",
            paramLabel = "TIME",
            defaultValue = "1h",
            description =
                    "How long a workload runs about that does not say so. Default: ${DEFAULT-VALUE}")
    private String runtime;

    @Option(
            names = "--resource",
            paramLabel = "RESOURCE=NAME",
            description =
                    "An extended resource and its name in the catalogue; GPUs and NPUs of the usual"
                            + " plugins are known.")
    private Map<String, String> resources = new LinkedHashMap<>();

    @Option(
            names = "--lease",
            paramLabel = "NAMESPACE/NAME",
            description =
                    "Lease by which one of several leads. Default: none, for one process on its own")
    private String lease;

    @Option(
            names = "--heartbeat",
            paramLabel = "TIME",
            defaultValue = "2s",
            description =
                    "Time between two reports of a node; less than half the job's node.suspect.after."
                            + " Default: ${DEFAULT-VALUE}")
    private String heartbeat;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "16",
            description = "Bindings that are written at a time. Default: ${DEFAULT-VALUE}")
    private int parallel;

    /** Runs a bridge until Ctrl-C. */
    int run(BridgeKind kind, String usualName) {
        BridgeSettings settings = settings(usualName);
        if (lease != null && !LEASE.matcher(lease).matches()) {
            throw new UserErrorException("--lease is %s, expected NAMESPACE/NAME".formatted(lease));
        }
        if (parallel < 1) {
            throw new UserErrorException(
                    "--parallel is %d, expected at least 1".formatted(parallel));
        }
        kafka.require(
                Topic.CATALOGUE, Topic.TASKS, Topic.TASK_EVENTS, Topic.TELEMETRY, Topic.DECISIONS);
        BridgeService service =
                new BridgeService(
                        kind,
                        settings,
                        new BridgeConnection(kubeconfig, lease, parallel),
                        kafka.connection(),
                        kafka.topics());
        return Shutdown.guarded(
                () -> {
                    try {
                        service.run(
                                line -> command.commandLine().getErr().println("dsppo: " + line));
                    } catch (InterruptedException e) {
                        // Ctrl-C is how this command is meant to end.
                        command.commandLine().getErr().println("dsppo: stopped");
                    }
                    return ExitCode.OK;
                },
                "interrupted");
    }

    private BridgeSettings settings(String usualName) {
        String called = name == null ? usualName : name;
        if (!NAME.matcher(called).matches()) {
            throw new UserErrorException(
                    "--name is %s, expected small letters, digits and hyphens".formatted(called));
        }
        Catalogue base = cluster == null ? null : ClusterOption.named(cluster, command);
        return new BridgeSettings(
                called,
                scheduler,
                cell,
                positive("--runtime", runtime),
                resources,
                positive("--heartbeat", heartbeat),
                base);
    }

    private static Duration positive(String option, String text) {
        try {
            long millis = DurationText.parseMillis(text);
            if (millis > 0) {
                return Duration.ofMillis(millis);
            }
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(option + ": " + e.getMessage(), e);
        }
        throw new UserErrorException(option + " is " + text + ", expected more than 0");
    }
}
