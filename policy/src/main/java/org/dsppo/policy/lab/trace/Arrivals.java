package org.dsppo.policy.lab.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** Collects what arrives and what is left out, and closes up the arrivals at the end. */
final class Arrivals {

    private record Arrival(
            String taskId, double atSeconds, String taskClass, double scale, int priority) {}

    /** The latest time that a message may name. */
    private static final long LATEST_MILLIS = 41_024_448_000_000L;

    private final TraceSettings options;
    private final double endSeconds;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Map<String, Integer> omissions = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private int records;

    Arrivals(TraceSettings options) {
        this.options = options;
        this.endSeconds = options.number(TraceOption.SECONDS, Double.POSITIVE_INFINITY);
    }

    /**
     * Asks whether a record at this time is wanted, and counts it as left out if not.
     *
     * @param atSeconds seconds from the start of the trace
     */
    boolean includes(double atSeconds) {
        if (atSeconds < endSeconds) {
            return true;
        }
        omit("after the first " + options.text(TraceOption.SECONDS) + " s");
        return false;
    }

    void add(String taskId, double atSeconds, String taskClass, double runtimeScale) {
        add(taskId, atSeconds, taskClass, runtimeScale, 0);
    }

    void add(String taskId, double atSeconds, String taskClass, double runtimeScale, int priority) {
        records++;
        arrivals.add(new Arrival(taskId, atSeconds, taskClass, runtimeScale, priority));
    }

    /** Keeps what people should know of how the trace was read; null is nothing. */
    void note(String note) {
        if (note != null) {
            notes.add(note);
        }
    }

    void omit(String reason) {
        records++;
        omissions.merge(reason, 1, Integer::sum);
    }

    /**
     * The workload of everything added.
     *
     * @throws InvalidTraceException if nothing was
     */
    TraceReading reading(Path file, String name, Catalogue catalogue) throws InvalidTraceException {
        List<Omission> left =
                omissions.entrySet().stream()
                        .map(entry -> new Omission(entry.getKey(), entry.getValue()))
                        .toList();
        Workload workload = Workload.of(options.name(name), catalogue, tasks(file));
        TraceReading reading = new TraceReading(workload, records, left, List.copyOf(notes));
        if (arrivals.isEmpty()) {
            throw new InvalidTraceException(
                    "%s leaves no task to place, expected at least one (%s)"
                            .formatted(file, reading.summary()));
        }
        return reading;
    }

    private List<TaskMessage> tasks(Path file) throws InvalidTraceException {
        double factor = factor();
        double lastMillis = lastSeconds() / factor * 1000;
        if (!(lastMillis <= LATEST_MILLIS)) {
            throw new InvalidTraceException(
                    "%s has its last arrival at %s ms, expected at most %d; compress it more"
                            .formatted(file, lastMillis, LATEST_MILLIS));
        }
        return arrivals.stream()
                .sorted(Comparator.comparingDouble(Arrival::atSeconds))
                .map(arrival -> TaskMessage.of(task(arrival, factor)))
                .toList();
    }

    private static TaskSubmitted task(Arrival arrival, double factor) {
        return new TaskSubmitted(
                arrival.taskId,
                Math.round(arrival.atSeconds / factor * 1000),
                arrival.taskClass,
                arrival.priority,
                arrival.scale,
                null,
                null,
                0,
                null,
                null,
                null);
    }

    private double lastSeconds() {
        return arrivals.stream().mapToDouble(Arrival::atSeconds).max().orElse(0);
    }

    /** By how much arrival times are divided. */
    private double factor() {
        if (!options.has(TraceOption.RATE)) {
            return options.number(TraceOption.COMPRESS, 1);
        }
        double spanSeconds = Double.isInfinite(endSeconds) ? lastSeconds() : endSeconds;
        double natural = arrivals.size() / spanSeconds;
        // All at once has no rate, and no factor would change that.
        return spanSeconds > 0 ? options.number(TraceOption.RATE, 1) / natural : 1;
    }
}
