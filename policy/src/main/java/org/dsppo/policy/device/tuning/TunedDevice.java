package org.dsppo.policy.device.tuning;

import java.io.Serializable;
import java.util.List;
import org.dsppo.policy.device.batchqueue.ServiceLaw;

/**
 * A device that task classes share: each has a share of it, a queue of its own and batch bounds.
 *
 * @param classes in the order of every vector of this package
 * @param waitingPlaces N of every queue
 * @param memoryGigabytes what all classes together may take
 */
public record TunedDevice(List<TunedClass> classes, int waitingPlaces, double memoryGigabytes)
        implements Serializable {

    /** No batch is larger, whatever the memory. */
    public static final int LARGEST_BATCH = 32;

    public static final int SMALLEST_PERCENT = 5;
    public static final int LARGEST_PERCENT = 90;

    /** Rounding of sums such as .6 + .12·26 must not decide whether they fit. */
    private static final double MEMORY_SLACK = 1e-9;

    public TunedDevice {
        classes = List.copyOf(classes);
        double least = classes.stream().mapToDouble(each -> each.memoryGigabytes(1)).sum();
        if (classes.isEmpty() || least > memoryGigabytes + MEMORY_SLACK) {
            throw new IllegalArgumentException(
                    "memory is %s GB, expected %s or more for %d classes"
                            .formatted(memoryGigabytes, least, classes.size()));
        }
        if (classes.size() * SMALLEST_PERCENT > 100) {
            throw new IllegalArgumentException(
                    "%d classes cannot have %d %% each"
                            .formatted(classes.size(), SMALLEST_PERCENT));
        }
    }

    /** The instance of the reference figures: three vision networks on one device of 8 GB. */
    public static TunedDevice reference() {
        double kappa = ServiceLaw.DEFAULT_KAPPA;
        return new TunedDevice(
                List.of(
                        new TunedClass(
                                "resnet-50", new ServiceLaw(.002, .005, .25, kappa), .6, .12),
                        new TunedClass("vgg-16", new ServiceLaw(.001, .009, .45, kappa), 1.3, .20),
                        new TunedClass(
                                "densenet-121", new ServiceLaw(.006, .006, .20, kappa), .6, .15)),
                64,
                8);
    }

    public int size() {
        return classes.size();
    }

    public TunedClass tunedClass(int at) {
        return classes.get(at);
    }

    /** t of a class: one task alone on the whole device. */
    public double standaloneSeconds(int at) {
        return classes.get(at).law().standaloneSeconds();
    }

    /** Memory that these largest batches leave free, in GB; negative if they do not fit. */
    double freeMemoryGigabytes(int[] batchMax) {
        double free = memoryGigabytes;
        for (int at = 0; at < batchMax.length; at++) {
            free -= classes.get(at).memoryGigabytes(batchMax[at]);
        }
        return free;
    }

    boolean fits(int[] batchMax) {
        return freeMemoryGigabytes(batchMax) >= -MEMORY_SLACK;
    }

    /** The largest batch of a class beside the batches of the others; at least 1. */
    int largestBatch(int at, int[] batchMax) {
        double item = classes.get(at).itemMemoryGigabytes();
        double free = freeMemoryGigabytes(batchMax) + item * batchMax[at] + MEMORY_SLACK;
        int fitting = item > 0 ? (int) Math.min(free / item, LARGEST_BATCH) : LARGEST_BATCH;
        return Math.max(fitting, 1);
    }
}
