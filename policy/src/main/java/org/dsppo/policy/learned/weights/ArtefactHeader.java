package org.dsppo.policy.learned.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.ClassFeature;
import org.dsppo.policy.learned.features.NodeFeature;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.features.OptionFeature;
import org.dsppo.policy.learned.weights.IncompatiblePolicyException.Problem;

/** The JSON header of an artefact. */
final class ArtefactHeader {

    private static final int LONGEST_NAME = 256;

    private final ObjectNode header;

    ArtefactHeader(ObjectNode header) {
        this.header = header;
    }

    static ObjectNode write(PolicyArtefact artefact) {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("name", artefact.name());
        header.put("version", artefact.version());
        header.put("featureVersion", artefact.featureVersion());
        NetworkShape shape = artefact.shape();
        ObjectNode sizes = header.putObject("shape").put("form", shape.form().id());
        if (shape.form().readsCandidates()) {
            sizes.put("candidateFeatures", CandidateFeature.WIDTH)
                    .put("cellFeatures", CellFeature.WIDTH)
                    .put("classFeatures", ClassFeature.WIDTH)
                    .put("nodeFeatures", NodeFeature.WIDTH);
        }
        sizes.put("nodeWidth", shape.nodeWidth())
                .put("classWidth", shape.classWidth())
                .put("hidden", shape.hidden());
        if (shape.form() == NetworkForm.SET_NETWORK) {
            sizes.put("optionFeatures", OptionFeature.WIDTH)
                    .put("experts", shape.experts())
                    .put("optionWidth", shape.optionWidth())
                    .put("gateHidden", shape.gateHidden());
        }
        if (shape.form().readsCandidates()) {
            write(header.putObject("normalisers"), artefact.normalisers(), shape.form());
        }
        write(header.putObject("hyperParameters"), artefact.hyperParameters());
        write(header.putObject("provenance"), artefact.provenance());
        return header;
    }

    private static void write(ObjectNode into, Normalisers normalisers, NetworkForm form) {
        write(into.putObject("candidate"), normalisers.candidate());
        write(into.putObject("cell"), normalisers.cell());
        write(into.putObject("class"), normalisers.waitingClass());
        write(into.putObject("node"), normalisers.node());
        if (form == NetworkForm.SET_NETWORK) {
            write(into.putObject("option"), normalisers.option());
        }
    }

    private static void write(ObjectNode into, Normaliser normaliser) {
        ArrayNode mean = into.putArray("mean");
        ArrayNode deviation = into.putArray("deviation");
        for (int i = 0; i < normaliser.width(); i++) {
            mean.add(normaliser.mean()[i]);
            deviation.add(normaliser.deviation()[i]);
        }
    }

    private static void write(ObjectNode into, Map<String, String> notes) {
        new TreeMap<>(notes).forEach(into::put);
    }

    PolicyArtefact artefact(NetworkShape shape, float[] weights)
            throws IncompatiblePolicyException {
        return new PolicyArtefact(
                name(),
                whole(header, "version", 1),
                featureVersion(),
                shape,
                shape.form().readsCandidates() ? normalisers(shape.form()) : Normalisers.identity(),
                notes("hyperParameters"),
                notes("provenance"),
                weights);
    }

    private Normalisers normalisers(NetworkForm form) throws IncompatiblePolicyException {
        JsonNode normalisers = header.path("normalisers");
        return new Normalisers(
                normaliser(normalisers, "candidate", CandidateFeature.WIDTH),
                normaliser(normalisers, "cell", CellFeature.WIDTH),
                normaliser(normalisers, "class", ClassFeature.WIDTH),
                normaliser(normalisers, "node", NodeFeature.WIDTH),
                form == NetworkForm.SET_NETWORK
                        ? normaliser(normalisers, "option", OptionFeature.WIDTH)
                        : Normaliser.identity(OptionFeature.WIDTH));
    }

    private String name() throws IncompatiblePolicyException {
        String name = header.path("name").asText("");
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw unexpected("name", header.path("name"), "a name");
        }
        return name;
    }

    int featureVersion() throws IncompatiblePolicyException {
        return whole(header, "featureVersion", 0);
    }

    NetworkForm form() throws IncompatiblePolicyException {
        JsonNode id = header.path("shape").path("form");
        for (NetworkForm form : NetworkForm.values()) {
            if (form.id().equals(id.asText())) {
                return form;
            }
        }
        throw unexpected("form", id, "a form of network that is known");
    }

    NetworkShape shape(NetworkForm form) throws IncompatiblePolicyException {
        JsonNode shape = header.path("shape");
        if (form.readsCandidates()) {
            requireFeatures(shape, "candidateFeatures", CandidateFeature.WIDTH);
            requireFeatures(shape, "cellFeatures", CellFeature.WIDTH);
            requireFeatures(shape, "classFeatures", ClassFeature.WIDTH);
            requireFeatures(shape, "nodeFeatures", NodeFeature.WIDTH);
        }
        boolean gated = form == NetworkForm.SET_NETWORK;
        if (gated) {
            requireFeatures(shape, "optionFeatures", OptionFeature.WIDTH);
        }
        try {
            return new NetworkShape(
                    form,
                    whole(shape, "nodeWidth", 0),
                    whole(shape, "classWidth", 0),
                    whole(shape, "hidden", 0),
                    gated ? whole(shape, "experts", 0) : 0,
                    gated ? whole(shape, "optionWidth", 0) : 0,
                    gated ? whole(shape, "gateHidden", 0) : 0);
        } catch (IllegalArgumentException e) {
            throw new IncompatiblePolicyException(Problem.SHAPE, e.getMessage());
        }
    }

    private static void requireFeatures(JsonNode shape, String key, int expected)
            throws IncompatiblePolicyException {
        if (whole(shape, key, 0) != expected) {
            throw new IncompatiblePolicyException(
                    Problem.SHAPE,
                    "%s is %s, expected %d".formatted(key, shape.path(key), expected));
        }
    }

    private static Normaliser normaliser(JsonNode normalisers, String of, int width)
            throws IncompatiblePolicyException {
        JsonNode statistics = normalisers.path(of);
        float[] mean = numbers(statistics.path("mean"), of + " mean", width);
        float[] deviation = numbers(statistics.path("deviation"), of + " deviation", width);
        for (int i = 0; i < width; i++) {
            if (!(deviation[i] > 0)) {
                throw unexpected(
                        of + " deviation",
                        statistics.path("deviation").get(i),
                        "a positive number at " + i);
            }
        }
        return new Normaliser(mean, deviation);
    }

    private static float[] numbers(JsonNode array, String what, int width)
            throws IncompatiblePolicyException {
        if (!array.isArray() || array.size() != width) {
            throw new IncompatiblePolicyException(
                    Problem.SHAPE,
                    "%s has %d numbers, expected %d".formatted(what, array.size(), width));
        }
        float[] numbers = new float[width];
        for (int i = 0; i < width; i++) {
            numbers[i] = (float) array.get(i).asDouble(Double.NaN);
            if (!Float.isFinite(numbers[i])) {
                throw new IncompatiblePolicyException(
                        Problem.NON_FINITE, "%s %d is %s".formatted(what, i, array.get(i)));
            }
        }
        return numbers;
    }

    private Map<String, String> notes(String key) {
        Map<String, String> notes = new TreeMap<>();
        header.path(key)
                .properties()
                .forEach(note -> notes.put(note.getKey(), note.getValue().asText()));
        return notes;
    }

    private static int whole(JsonNode object, String key, int least)
            throws IncompatiblePolicyException {
        JsonNode value = object.path(key);
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.asInt() < least) {
            throw unexpected(key, value, "a whole number from " + least);
        }
        return value.asInt();
    }

    private static IncompatiblePolicyException unexpected(
            String key, JsonNode value, String expected) {
        return new IncompatiblePolicyException(
                Problem.HEADER,
                "%s is %s, expected %s"
                        .formatted(key, value.isMissingNode() ? "missing" : value, expected));
    }
}
