package org.dsppo.operators.decode;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.dsppo.operators.deadletter.DeadLetters;
import org.dsppo.operators.metrics.DeadLetterMetrics;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.deadletter.DeadLetter;

/**
 * Turns raw records into messages.
 *
 * <ul>
 *   <li>Key: none.
 *   <li>Inputs: the records of one topic.
 *   <li>Owned state: none.
 *   <li>Timers: none.
 *   <li>Outputs: messages; what cannot be read goes to {@link DeadLetters#TAG}.
 *   <li>Ordering assumption: none; keeps the order of its input.
 * </ul>
 *
 * @param <T> the message
 */
public final class DecodeFunction<T> extends ProcessFunction<RawRecord, T>
        implements ResultTypeQueryable<T> {

    /** Longer payloads are cut, so that a dead letter always fits into a record of its own. */
    static final int MAX_PAYLOAD_CHARS = 100_000;

    private final MessageKind<T> kind;
    private transient DeadLetterMetrics metrics;

    /**
     * @param kind what the topic holds
     */
    public DecodeFunction(MessageKind<T> kind) {
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    @Override
    public void open(OpenContext context) {
        metrics = new DeadLetterMetrics(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<T> out) {
        T message;
        try {
            message = kind.decode(record.key(), record.value());
        } catch (InvalidMessageException e) {
            DeadLetter letter = deadLetter(record, e);
            metrics.count(letter.reason());
            context.output(DeadLetters.TAG, letter);
            return;
        }
        if (message != null) {
            out.collect(message);
        }
    }

    private static DeadLetter deadLetter(RawRecord record, InvalidMessageException problem) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        String payload = new String(value, StandardCharsets.UTF_8);
        String detail = problem.getMessage();
        if (payload.length() > MAX_PAYLOAD_CHARS) {
            detail +=
                    " (payload cut to %d of %d characters)"
                            .formatted(MAX_PAYLOAD_CHARS, payload.length());
            payload = cut(payload);
        }
        return new DeadLetter(
                record.source(),
                record.partition(),
                record.offset(),
                problem.field().isEmpty() ? DeadLetters.MALFORMED : DeadLetters.INVALID,
                detail,
                payload);
    }

    private static String cut(String payload) {
        // Half of a surrogate pair could not be written as UTF-8.
        boolean splits = Character.isHighSurrogate(payload.charAt(MAX_PAYLOAD_CHARS - 1));
        return payload.substring(0, MAX_PAYLOAD_CHARS - (splits ? 1 : 0));
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return kind.typeInformation();
    }
}
