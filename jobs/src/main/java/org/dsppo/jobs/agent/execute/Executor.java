package org.dsppo.jobs.agent.execute;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.dsppo.jobs.agent.device.NodeDevice;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.RunningAttempt;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;

/**
 * Carries out the decisions for one node: starts processes, watches them, reports how they end, and
 * stops them when told so or when the node is cut off.
 *
 * <p>What it knows is on disk before it acts on it, so that a new executor goes on where a killed
 * one was: processes that still run are watched again, those that ended meanwhile are reported, and
 * none is started twice.
 *
 * <p>To be used by one thread that calls {@link #tick} often.
 */
public final class Executor {

    private static final long START_PATIENCE_MILLIS = 10_000;
    private static final long CLEANING_MILLIS = 60_000;

    /** Reports wait while nothing gets through anyway. */
    private static final long IN_CONTACT_MILLIS = 3_000;

    private final ExecutorSettings settings;
    private final Supplier<List<NodeDevice>> devices;
    private final AttemptReports reports;
    private final UptimeClock uptime;
    private final LongSupplier wallClock;
    private final Consumer<String> log;
    private final AttemptStore store;
    private final Launcher launcher;
    private final Processes processes;
    private final Contact contact;
    private final Map<String, Attempt> attempts = new LinkedHashMap<>();
    private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
    private boolean cutOff;
    private long cleanedAtMillis;

    /**
     * Takes up what an earlier executor with the same state left.
     *
     * @param devices what devices the node has
     * @param wallClock epoch milliseconds
     * @param log is told what an operator wants to know, a line each
     */
    public Executor(
            ExecutorSettings settings,
            Supplier<List<NodeDevice>> devices,
            AttemptReports reports,
            UptimeClock uptime,
            LongSupplier wallClock,
            Consumer<String> log) {
        this.settings = settings;
        this.devices = devices;
        this.reports = reports;
        this.uptime = uptime;
        this.wallClock = wallClock;
        this.log = log;
        this.store = new AttemptStore(settings.state());
        this.launcher = new Launcher(settings);
        this.processes = new Processes(uptime.bootId());
        this.contact = new Contact(settings.state(), uptime.millis());
        store.all().forEach(this::takeUp);
        Guard.start(settings);
    }

    private void takeUp(AttemptFolder folder) {
        PlacementDecision decision = folder.decision().orElse(null);
        if (decision == null || folder.has(AttemptFolder.Mark.END_REPORTED)) {
            return;
        }
        Attempt attempt = new Attempt(decision, folder);
        attempts.put(decision.decisionId(), attempt);
        attempt.verdict = folder.verdict().orElse(null);
        if (attempt.verdict != null) {
            attempt.phase = Attempt.Phase.ENDED;
            return;
        }
        // First forbid, then look: its shell first says that it is there, then looks.
        if (folder.process().isEmpty()) {
            folder.put(AttemptFolder.Mark.ABANDONED);
        }
        attempt.process = folder.process().orElse(null);
        if (attempt.process == null) {
            end(attempt, TaskEventKind.FAILED, "the agent went down before it began");
            return;
        }
        enter(attempt, Attempt.Phase.RUNNING);
        watch(attempt);
        log.accept(
                decision.decisionId()
                        + (attempt.isLive() ? " still runs" : " ended while nobody looked"));
    }

    /** True if an earlier executor left attempts whose end is not known. */
    public static boolean leftSomething(Path state) {
        return new AttemptStore(state)
                .all().stream()
                        .anyMatch(each -> each.decision().isPresent() && each.verdict().isEmpty());
    }

    /** Ids of decisions that were acted on before. */
    public List<String> known() {
        return store.all().stream()
                .flatMap(folder -> folder.decision().stream())
                .map(PlacementDecision::decisionId)
                .toList();
    }

    /** Attempts that hold resources, for telemetry. */
    public List<RunningAttempt> running() {
        return attempts.values().stream()
                .filter(Attempt::isLive)
                .map(attempt -> attempt.decision)
                .map(d -> new RunningAttempt(d.taskId(), d.attempt(), d.devices()))
                .toList();
    }

    /**
     * Takes an assignment on.
     *
     * @param outdated why it may be too old to be begun; null if it is not
     */
    public void assign(PlacementDecision decision, String outdated) {
        if (store.knows(decision.decisionId())) {
            return;
        }
        AttemptFolder folder = store.of(decision.decisionId());
        folder.create(decision);
        Attempt attempt = new Attempt(decision, folder);
        attempts.put(decision.decisionId(), attempt);
        if (outdated != null) {
            end(attempt, TaskEventKind.FAILED, outdated);
            return;
        }
        for (Attempt other : List.copyOf(attempts.values())) {
            if (isEarlier(other, attempt)) {
                stop(other, "attempt " + decision.attempt() + " takes its place");
            }
        }
        beginIfAlone(attempt);
    }

    private static boolean isEarlier(Attempt other, Attempt attempt) {
        return other != attempt
                && other.isLive()
                && other.decision.taskId().equals(attempt.decision.taskId());
    }

    private void beginIfAlone(Attempt attempt) {
        if (attempts.values().stream().anyMatch(other -> isEarlier(other, attempt))) {
            return;
        }
        enter(attempt, Attempt.Phase.STARTING);
        try {
            launcher.launch(attempt.folder, attempt.decision, devices.get());
        } catch (RefusedException e) {
            end(attempt, TaskEventKind.FAILED, e.getMessage());
        }
    }

    /** An attempt is no longer wanted. */
    public void cancel(PlacementDecision decision) {
        Attempt attempt = attempts.get(decision.decisionId());
        if (attempt != null && attempt.isLive()) {
            stop(attempt, decision.reason() == null ? "cancelled" : decision.reason());
        }
    }

    private void stop(Attempt attempt, String reason) {
        if (attempt.stopReason != null || attempt.folder.exitCode().isPresent()) {
            return;
        }
        attempt.stopReason = reason;
        attempt.killAtMillis = uptime.millis() + settings.grace().toMillis();
        if (attempt.phase == Attempt.Phase.WAITING) {
            end(attempt, TaskEventKind.FAILED, reason);
        } else if (attempt.process != null) {
            processes.signal(attempt.process, "TERM");
        }
    }

    /** A report of the node that was sent then, in time since the boot, has arrived. */
    public void reported(long sentMillis) {
        contact.at(sentMillis);
    }

    /** Does what is due. */
    public void tick() {
        for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
            answer.run();
        }
        fenceIfCutOff();
        for (Attempt attempt : List.copyOf(attempts.values())) {
            switch (attempt.phase) {
                case WAITING -> beginIfAlone(attempt);
                case STARTING -> awaitStart(attempt);
                case RUNNING -> watch(attempt);
                case ENDED -> report(attempt);
            }
        }
        if (uptime.millis() - cleanedAtMillis > CLEANING_MILLIS) {
            cleanedAtMillis = uptime.millis();
            store.forgetBefore(wallClock.getAsLong() - settings.keep().toMillis());
        }
    }

    private void fenceIfCutOff() {
        long silent = contact.silentMillis(uptime.millis());
        boolean now = silent > settings.fenceAfter().toMillis();
        if (now && !cutOff) {
            log.accept("cut off for " + silent + " ms: everything here is stopped");
        } else if (!now && cutOff) {
            log.accept("in contact again");
        }
        cutOff = now;
        if (!cutOff) {
            return;
        }
        for (Attempt attempt : List.copyOf(attempts.values())) {
            if (attempt.isLive() && !attempt.killed) {
                attempt.lost = true;
                attempt.stopReason = "no contact with the brokers for " + silent + " ms";
                kill(attempt);
            }
        }
    }

    private void kill(Attempt attempt) {
        if (attempt.phase == Attempt.Phase.WAITING) {
            end(attempt, TaskEventKind.FAILED, attempt.stopReason);
        } else if (attempt.process != null) {
            attempt.killed = true;
            processes.signal(attempt.process, "KILL");
            Launcher.removeContainer(attempt.folder);
        }
    }

    private void awaitStart(Attempt attempt) {
        attempt.process = attempt.folder.process().orElse(null);
        if (attempt.process == null) {
            if (uptime.millis() - attempt.phaseSinceMillis < START_PATIENCE_MILLIS) {
                return;
            }
            attempt.folder.put(AttemptFolder.Mark.ABANDONED);
            attempt.process = attempt.folder.process().orElse(null);
            if (attempt.process == null) {
                end(attempt, TaskEventKind.FAILED, "its process did not come up");
                return;
            }
        }
        enter(attempt, Attempt.Phase.RUNNING);
        if (attempt.stopReason != null) {
            processes.signal(attempt.process, "TERM");
        }
        report(attempt);
    }

    private void watch(Attempt attempt) {
        report(attempt);
        Integer exitCode = attempt.folder.exitCode().orElse(null);
        if (exitCode == null && !processes.isAlive(attempt.process)) {
            // It may have written it between the two looks.
            exitCode = attempt.folder.exitCode().orElse(null);
            if (exitCode == null) {
                attempt.lost |= attempt.folder.has(AttemptFolder.Mark.FENCED);
                boolean stopped = attempt.stopReason != null;
                String reason = stopped ? attempt.stopReason : "its process was killed";
                end(attempt, TaskEventKind.FAILED, reason);
                return;
            }
        }
        if (exitCode != null) {
            ended(attempt, exitCode);
        } else if (attempt.stopReason != null
                && !attempt.killed
                && uptime.millis() >= attempt.killAtMillis) {
            kill(attempt);
        }
    }

    private void ended(Attempt attempt, int exitCode) {
        // A kill takes the shell along that would have written this: it came too late.
        attempt.lost = false;
        if (attempt.stopReason != null && !attempt.killed) {
            end(attempt, TaskEventKind.FAILED, attempt.stopReason);
        } else if (exitCode == 0) {
            end(attempt, TaskEventKind.FINISHED, null);
        } else {
            end(attempt, TaskEventKind.FAILED, "exit code " + exitCode);
        }
    }

    private void end(Attempt attempt, TaskEventKind kind, String reason) {
        attempt.verdict = TaskEvent.of(attempt.decision, kind, wallClock.getAsLong(), reason);
        attempt.folder.writeVerdict(attempt.verdict);
        enter(attempt, Attempt.Phase.ENDED);
        launcher.clear(attempt.folder);
        if (attempt.lost) {
            attempt.folder.note("stopped, since its node was cut off");
            attempt.folder.put(AttemptFolder.Mark.END_REPORTED);
            attempts.remove(attempt.decision.decisionId());
        } else {
            report(attempt);
        }
    }

    private void enter(Attempt attempt, Attempt.Phase phase) {
        attempt.phase = phase;
        attempt.phaseSinceMillis = uptime.millis();
    }

    /** Sends what is next, one report of an attempt after the other, while there is contact. */
    private void report(Attempt attempt) {
        boolean inContact = contact.silentMillis(uptime.millis()) < IN_CONTACT_MILLIS;
        if (attempt.reporting || cutOff || !inContact) {
            return;
        }
        boolean began = attempt.process != null;
        if (began && !attempt.folder.has(AttemptFolder.Mark.START_REPORTED)) {
            long atMillis =
                    attempt.verdict == null ? wallClock.getAsLong() : attempt.verdict.atMillis();
            send(
                    attempt,
                    TaskEvent.of(attempt.decision, TaskEventKind.STARTED, atMillis, null),
                    AttemptFolder.Mark.START_REPORTED);
        } else if (attempt.verdict != null) {
            send(attempt, attempt.verdict, AttemptFolder.Mark.END_REPORTED);
        }
    }

    private void send(Attempt attempt, TaskEvent event, AttemptFolder.Mark mark) {
        attempt.reporting = true;
        reports.send(event, arrived -> answers.add(() -> answered(attempt, mark, arrived)));
    }

    private void answered(Attempt attempt, AttemptFolder.Mark mark, boolean arrived) {
        attempt.reporting = false;
        if (!arrived) {
            return;
        }
        attempt.folder.put(mark);
        if (mark == AttemptFolder.Mark.END_REPORTED) {
            attempts.remove(attempt.decision.decisionId());
        }
    }
}
