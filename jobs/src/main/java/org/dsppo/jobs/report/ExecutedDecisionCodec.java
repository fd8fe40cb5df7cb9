package org.dsppo.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodec;
import org.dsppo.schemas.codec.MessageCodecs;

/**
 * A line of an export's {@code decisions.jsonl}: the decision with {@code startedAtMillis}, {@code
 * finishedAtMillis} and {@code outcome} added. Times may have fractions and count from the start of
 * the run.
 */
final class ExecutedDecisionCodec implements MessageCodec<ExecutedDecision> {

    static final ExecutedDecisionCodec INSTANCE = new ExecutedDecisionCodec();

    private static final String DECIDED = "decidedAtMillis";
    private static final String STARTED = "startedAtMillis";
    private static final String FINISHED = "finishedAtMillis";
    private static final String OUTCOME = "outcome";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ExecutedDecisionCodec() {}

    @Override
    public byte[] encode(ExecutedDecision executed) {
        try {
            ObjectNode line =
                    (ObjectNode)
                            MAPPER.readTree(
                                    MessageCodecs.PLACEMENT_DECISION.encode(executed.decision()));
            putTime(line, DECIDED, executed.decidedAtMillis());
            putTime(line, STARTED, executed.startedAtMillis());
            putTime(line, FINISHED, executed.finishedAtMillis());
            if (executed.outcome() != null) {
                line.put(OUTCOME, executed.outcome().name());
            }
            return MAPPER.writeValueAsBytes(line);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
    }

    private static void putTime(ObjectNode line, String field, Double millis) {
        if (millis == null) {
            return;
        }
        if (millis == Math.rint(millis)) {
            line.put(field, millis.longValue());
        } else {
            line.put(field, millis);
        }
    }

    @Override
    public ExecutedDecision decode(byte[] json) throws InvalidMessageException {
        ObjectNode line = object(json);
        double decidedAt = time(line, DECIDED, true);
        Double startedAt = time(line, STARTED, false);
        Double finishedAt = time(line, FINISHED, false);
        // The message on the topic knows whole milliseconds only.
        line.put(DECIDED, (long) Math.floor(decidedAt));
        byte[] decision = line.toString().getBytes(StandardCharsets.UTF_8);
        return new ExecutedDecision(
                MessageCodecs.PLACEMENT_DECISION.decode(decision),
                decidedAt,
                startedAt,
                finishedAt,
                outcome(line));
    }

    private static ObjectNode object(byte[] json) throws InvalidMessageException {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // Falls through to the same message as for an array or a number.
        }
        throw new InvalidMessageException("", "no JSON object", "a line of decisions.jsonl");
    }

    private static Double time(ObjectNode line, String field, boolean required)
            throws InvalidMessageException {
        JsonNode value = line.get(field);
        if (value == null && !required) {
            return null;
        }
        if (value == null || !value.isNumber()) {
            throw new InvalidMessageException(field, String.valueOf(value), "a number");
        }
        return value.doubleValue();
    }

    private static AttemptOutcome outcome(ObjectNode line) throws InvalidMessageException {
        JsonNode value = line.get(OUTCOME);
        if (value == null) {
            return null;
        }
        try {
            return AttemptOutcome.valueOf(value.asText());
        } catch (IllegalArgumentException e) {
            throw new InvalidMessageException(
                    OUTCOME, value.toString(), "FINISHED, FAILED, LOST or CANCELLED");
        }
    }
}
