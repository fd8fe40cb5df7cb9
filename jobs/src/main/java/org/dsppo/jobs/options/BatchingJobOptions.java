package org.dsppo.jobs.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.dsppo.operators.batching.BatchingOptions;
import org.dsppo.policy.device.batchqueue.ServiceLaw;
import org.dsppo.policy.device.tuning.ShareQuantum;
import org.dsppo.policy.device.tuning.TunedClass;
import org.dsppo.policy.device.tuning.TunedDevice;
import org.dsppo.policy.device.tuning.TunerOptions;

/** The options of the batching job, which tunes shares and batches of nodes. */
public final class BatchingJobOptions {
    private static final double MILLIS = 1000;
    private static final int NUMBERS = 6;

    public static final ConfigOption<String> CLASSES =
            key("batching.classes")
                    .stringType()
                    .defaultValue(
                            "resnet-50=0.002:0.005:0.25:9:0.6:0.12,"
                                    + "vgg-16=0.001:0.009:0.45:9:1.3:0.20,"
                                    + "densenet-121=0.006:0.006:0.20:9:0.6:0.15")
                    .withDescription(
                            "Strategies that share a device: name=epsilon:c:theta:kappa of the service law in seconds, as 'dsppo queue --fit' finds it, then :base:item, memory in GB for the model and for each item of a batch.");

    public static final ConfigOption<Integer> WAITING_PLACES =
            key("batching.waiting.places")
                    .intType()
                    .defaultValue(64)
                    .withDescription("Places in the queue of each class on a node.");

    public static final ConfigOption<Double> MEMORY =
            key("batching.memory.gb")
                    .doubleType()
                    .defaultValue(8.0)
                    .withDescription("Memory of a device for all classes together, in GB.");

    public static final ConfigOption<Double> GATE =
            key("batching.gate")
                    .doubleType()
                    .defaultValue(3.0)
                    .withDescription(
                            "Nothing changes while every class, measured and expected, has a mean delay below this many times a task's time alone on the whole device; 0 opens the gate for good.");

    public static final ConfigOption<ShareQuantum> QUANTUM =
            key("batching.quantum")
                    .enumType(ShareQuantum.class)
                    .defaultValue(ShareQuantum.PERCENT)
                    .withDescription(
                            "In what a device can be shared: percent, as by MPS, or sevenths, as by MIG (1, 2, 3, 4 or 7 of them).");

    public static final ConfigOption<Duration> RECONFIGURATION =
            key("batching.reconfiguration")
                    .durationType()
                    .defaultValue(Duration.ZERO)
                    .withDescription(
                            "For how long a class whose share changes starts no batch; changes must earn it.");

    public static final ConfigOption<Duration> STEP =
            key("batching.step")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(1))
                    .withDescription("Time between two looks at a node.");

    public static final ConfigOption<Duration> FORGET =
            key("batching.forget.after")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(10))
                    .withDescription("A node without events for this long is dropped.");

    public static final ConfigOption<Duration> REPEAT =
            key("batching.repeat.interval")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(1))
                    .withDescription(
                            "How often the allocations of a node are written although nothing about them changed.");

    private BatchingJobOptions() {}

    /** Reads a configuration that was checked. */
    public static BatchingOptions from(Configuration configuration) {
        TunedDevice device =
                new TunedDevice(
                        classes(configuration.get(CLASSES)),
                        configuration.get(WAITING_PLACES),
                        configuration.get(MEMORY));
        TunerOptions tuner =
                new TunerOptions(
                        configuration.get(GATE),
                        configuration.get(RECONFIGURATION).toMillis() / MILLIS,
                        configuration.get(QUANTUM));
        return new BatchingOptions(
                device,
                tuner,
                configuration.get(STEP).toMillis(),
                Math.max(configuration.get(FORGET).toMillis(), configuration.get(STEP).toMillis()),
                configuration.get(REPEAT).toMillis());
    }

    /** True if these are classes of a device. */
    static boolean isDevice(String text) {
        return !classes(text).isEmpty();
    }

    /**
     * @throws IllegalArgumentException if a class cannot be read
     */
    private static List<TunedClass> classes(String text) {
        List<TunedClass> classes = new ArrayList<>();
        for (String part : text.split(",")) {
            int name = part.indexOf('=');
            String[] numbers = part.substring(name + 1).split(":", -1);
            if (name < 1 || numbers.length != NUMBERS) {
                throw new IllegalArgumentException(part + " is no class of a device");
            }
            double[] values = new double[NUMBERS];
            for (int at = 0; at < NUMBERS; at++) {
                values[at] = Double.parseDouble(numbers[at].strip());
            }
            classes.add(
                    new TunedClass(
                            part.substring(0, name).strip(),
                            new ServiceLaw(values[0], values[1], values[2], values[3]),
                            values[4],
                            values[5]));
        }
        return classes;
    }
}
