package org.dsppo.jobs.report.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.dsppo.policy.lab.evaluation.Experiment;
import org.dsppo.policy.lab.evaluation.ExperimentInstance;

/**
 * {@code experiment.json}: what the figures in a folder belong to. Policies and seeds are not in
 * it, so that either can be added to later; whatever changes the meaning of a figure is.
 *
 * @param experiment name of the experiment
 * @param version of the product
 * @param traces folder of the real traces, null for none
 * @param instances names of the instances
 * @param inputs digest of the site's own cluster and tasks, null for a named experiment
 */
record ExperimentManifest(
        String experiment, String version, String traces, List<String> instances, String inputs) {

    private static final String FILE = "experiment.json";
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static ExperimentManifest of(ExperimentRequest request, Experiment experiment, String inputs) {
        return new ExperimentManifest(
                experiment.name(),
                request.version(),
                request.traces() == null
                        ? null
                        : request.traces().toAbsolutePath().normalize().toString(),
                experiment.instances().stream().map(ExperimentInstance::name).toList(),
                inputs);
    }

    /**
     * Makes the folder this experiment's, or makes sure that it is.
     *
     * @throws IOException if the folder cannot be read or written
     * @throws InvalidExperimentException if it holds something else
     */
    void claim(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            require(read(file), folder);
            return;
        }
        if (Files.exists(folder.resolve(ExperimentEvaluation.RESULTS_CSV))) {
            throw new InvalidExperimentException(
                    "--out is %s, which holds results but no %s to say of what; expected a new folder"
                            .formatted(folder, FILE));
        }
        Files.createDirectories(folder);
        MAPPER.writeValue(file.toFile(), this);
    }

    private static ExperimentManifest read(Path file) throws IOException {
        try {
            return MAPPER.readValue(file.toFile(), ExperimentManifest.class);
        } catch (JsonProcessingException e) {
            throw new InvalidExperimentException(
                    "%s cannot be read, expected a new folder: %s"
                            .formatted(file, e.getOriginalMessage()),
                    e);
        }
    }

    private void require(ExperimentManifest found, Path folder) {
        if (!found.equals(this)) {
            throw new InvalidExperimentException(
                    "--out is %s, which holds %s; expected a new folder for %s"
                            .formatted(folder, found.describe(this), describe(found)));
        }
    }

    /** Names what tells this from another. */
    private String describe(ExperimentManifest other) {
        if (!experiment.equals(other.experiment)) {
            return "experiment " + experiment;
        }
        if (!version.equals(other.version)) {
            return "figures of version " + version;
        }
        if (!instances.equals(other.instances)) {
            return "the instances " + String.join(", ", instances);
        }
        if (!Objects.equals(inputs, other.inputs)) {
            return "figures of the cluster and tasks with digest " + inputs;
        }
        return traces == null ? "figures without traces" : "figures from traces in " + traces;
    }
}
