package org.dsppo.policy.lab.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.lab.evaluation.ExperimentInstance;
import org.dsppo.policy.lab.evaluation.TraceInstances;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * The instances of experiments that come from real traces, out of one folder that holds {@code
 * openb}, {@code azure-llm-2023} and {@code gavel}. A trace is read once; a seed changes the class
 * draws where there are any, and the jitter of run times.
 */
public final class TraceExperiments implements TraceInstances {

    private static final double JITTER = 0.02;
    private static final int OPENB_NODES = 39;

    /** As in the reference: the last minutes of the hour are thin. At x4 code has 10 tasks/s. */
    private static final int AZURE_SECONDS = 3400;

    private final Path folder;

    /**
     * @param folder holds the three traces' folders
     */
    public TraceExperiments(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<ExperimentInstance> openb() {
        return List.of(openb(1, JITTER), openb(2, JITTER), openb(5, JITTER));
    }

    @Override
    public List<ExperimentInstance> azure() {
        return List.of(
                azure("i3", "code", 2, JITTER),
                azure("i3", "code", 4, JITTER),
                azure("i3", "conv", 2, JITTER),
                azure("i3", "conv", 4, JITTER),
                azure("ii5", "code", 0.5, JITTER),
                azure("ii5", "conv", 0.5, JITTER));
    }

    @Override
    public List<ExperimentInstance> gavel() {
        List<ExperimentInstance> instances = new ArrayList<>();
        for (int racks : new int[] {1, 2, 4}) {
            instances.add(gavel("0e4a51", racks, JITTER));
            instances.add(gavel("103959", racks, JITTER));
        }
        return instances;
    }

    @Override
    public List<ExperimentInstance> regretSuite(double jitter) {
        return List.of(
                azure("i3", "code", 4, jitter),
                gavel("0e4a51", 2, jitter),
                gavel("0e4a51", 4, jitter),
                gavel("103959", 1, jitter),
                openb(1, jitter),
                openb(5, jitter));
    }

    private ExperimentInstance openb(int compress, double jitter) {
        Workload workload =
                read(
                        "openb:%s:file=gpuspec33:nodes=%d:compress=%d:speeds=assumed"
                                .formatted(folder.resolve("openb"), OPENB_NODES, compress));
        return ExperimentInstance.of(
                "openb-gpuspec33-assumed-x" + compress,
                "openb-gpuspec33-assumed",
                compress,
                "times the arrival rate",
                seed -> workload.jittered(jitter, seed));
    }

    private ExperimentInstance azure(
            String catalogue, String kind, double compress, double jitter) {
        String specification =
                "azure:%s:file=%s:seconds=%d:compress=%s"
                        .formatted(
                                folder.resolve("azure-llm-2023"),
                                kind,
                                AZURE_SECONDS,
                                plain(compress));
        Catalogue classes = BuiltinCatalogues.named(catalogue);
        read(specification, classes, 0);
        return ExperimentInstance.of(
                "azure-%s-%s-x%s".formatted(kind, catalogue, plain(compress)),
                "azure-%s-%s".formatted(kind, catalogue),
                compress,
                "times the arrival rate",
                seed -> read(specification, classes, seed).jittered(jitter, seed));
    }

    private static String plain(double number) {
        return number == Math.rint(number)
                ? Long.toString(Math.round(number))
                : Double.toString(number);
    }

    private ExperimentInstance gavel(String trace, int racks, double jitter) {
        Workload workload =
                read("gavel:%s:file=%s:racks=%d".formatted(folder.resolve("gavel"), trace, racks));
        return ExperimentInstance.of(
                "gavel-%s-%d-racks".formatted(trace, racks),
                "gavel-" + trace,
                racks,
                "racks per GPU type",
                seed -> workload.jittered(jitter, seed));
    }

    private static Workload read(String specification, Catalogue catalogue, long seed) {
        try {
            return TraceSource.parse(specification)
                    .withCatalogue(catalogue)
                    .withOption("seed", Long.toString(seed))
                    .read()
                    .workload();
        } catch (InvalidTraceException e) {
            throw unusable(e);
        }
    }

    private static Workload read(String specification) {
        try {
            return TraceSource.parse(specification).read().workload();
        } catch (InvalidTraceException e) {
            throw unusable(e);
        }
    }

    /** Missing or broken traces are the user's to mend: one line, like any bad argument. */
    private static IllegalArgumentException unusable(InvalidTraceException e) {
        return new IllegalArgumentException(e.getMessage(), e);
    }
}
