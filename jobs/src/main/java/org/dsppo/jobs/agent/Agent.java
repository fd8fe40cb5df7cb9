package org.dsppo.jobs.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.InterruptException;
import org.dsppo.jobs.agent.device.DeviceInventory;
import org.dsppo.jobs.agent.execute.Executor;
import org.dsppo.jobs.agent.execute.ExecutorSettings;
import org.dsppo.jobs.agent.execute.UptimeClock;
import org.dsppo.jobs.emulator.DecisionFilter;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.node.RunningAttempt;

/**
 * Stands for one node: sends its telemetry and, where it is to execute, acts on decisions. What
 * runs goes on when the agent ends, and is taken up by the next one.
 */
public final class Agent implements AutoCloseable {

    private static final Duration LONGEST_POLL = Duration.ofMillis(20);

    private final AgentSettings settings;
    private final NodeReporter reporter;
    private final UptimeClock uptime = new UptimeClock();
    private final LongSupplier wallClock;
    private final NodeOutput output;
    private final DecisionReader decisions;
    private final Executor executor;
    private final ArrivedReport arrived = new ArrivedReport();
    private long nextReportMillis;
    private List<RunningAttempt> lastRunning = List.of();

    /**
     * @param connection settings of Kafka clients, {@code bootstrap.servers} at least
     * @param devices the devices of the node, as something else keeps watching them
     * @param wallClock epoch milliseconds
     * @param log is told what an operator wants to know, a line each
     */
    public Agent(
            AgentSettings settings,
            Properties connection,
            Topics topics,
            NodeReporter reporter,
            DeviceInventory devices,
            LongSupplier wallClock,
            Consumer<String> log) {
        this.settings = settings;
        this.reporter = reporter;
        this.wallClock = wallClock;
        this.output = new NodeOutput(connection, topics);
        ExecutorSettings execution = settings.execution();
        if (execution == null) {
            this.executor = null;
            this.decisions = null;
            return;
        }
        this.executor =
                new Executor(
                        execution,
                        devices::devices,
                        (event, outcome) -> output.send(event, outcome::is),
                        uptime,
                        wallClock,
                        log);
        DecisionFilter filter = new DecisionFilter(execution.keep().toMillis());
        executor.known().forEach(id -> filter.remember(id, uptime.millis()));
        Path position = execution.state().resolve("position");
        this.decisions =
                new DecisionReader(
                        settings.identity().name(), connection, topics, position, uptime, filter);
    }

    /** Works until the thread is interrupted. */
    public void run() throws InterruptedException {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                step();
            }
        } catch (InterruptException e) {
            // What Kafka's clients make of it.
            throw (InterruptedException) new InterruptedException().initCause(e);
        }
        throw new InterruptedException();
    }

    private void step() throws InterruptedException {
        reportIfDue();
        if (executor == null) {
            Thread.sleep(LONGEST_POLL.toMillis());
            return;
        }
        decisions.poll(LONGEST_POLL).forEach(this::act);
        decisions.settle();
        arrived.takeLast(executor::reported);
        executor.tick();
    }

    private void act(DecisionReader.Found found) {
        switch (found.decision().kind()) {
            case ASSIGN -> executor.assign(found.decision(), outdated(found.oldestMillis()));
            case CANCEL -> executor.cancel(found.decision());
            default -> {
                // Nothing else is about a node.
            }
        }
    }

    private String outdated(long oldestMillis) {
        boolean recent = oldestMillis <= settings.execution().startWithin().toMillis();
        return recent ? null : "it came while its node could not read it";
    }

    /** Reports in time, and at once when something began or ended. */
    private void reportIfDue() {
        long now = uptime.millis();
        List<RunningAttempt> running = executor == null ? List.of() : executor.running();
        if (now < nextReportMillis && running.equals(lastRunning)) {
            return;
        }
        lastRunning = running;
        nextReportMillis = now + settings.heartbeat().toMillis();
        NodeTelemetry report =
                reporter.report(running, settings.takesTasks(), wallClock.getAsLong());
        output.send(
                report,
                there -> {
                    if (there) {
                        arrived.put(now);
                    }
                });
    }

    @Override
    public void close() {
        output.close();
        if (decisions != null) {
            decisions.close();
        }
    }
}
