package org.dsppo.operators.decode;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.dsppo.operators.control.ArtefactRecord;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.node.NodeReport;
import org.dsppo.operators.placement.PlacementInput;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodec;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.node.NodeCordon;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.dsppo.schemas.task.TaskEvent;

/**
 * How the records of one topic become stream elements. Serialisable, which the codecs are not.
 *
 * @param <T> the stream element
 */
public final class MessageKind<T> implements Serializable {

    /** Topic {@code tasks}. */
    public static final MessageKind<PlacementInput> TASK_MESSAGE =
            new MessageKind<>(
                    PlacementInput.class,
                    (key, value) -> PlacementInput.of(required(MessageCodecs.TASK_MESSAGE, value)));

    /** Topic {@code task-events}. */
    public static final MessageKind<PlacementInput> TASK_EVENT =
            new MessageKind<>(
                    PlacementInput.class,
                    (key, value) -> PlacementInput.of(required(MessageCodecs.TASK_EVENT, value)));

    /** Topic {@code task-events}, for those who look at nothing else. */
    public static final MessageKind<TaskEvent> TASK_EVENT_ALONE =
            new MessageKind<>(
                    TaskEvent.class, (key, value) -> required(MessageCodecs.TASK_EVENT, value));

    /** Topic {@code telemetry}. */
    public static final MessageKind<NodeReport> NODE_TELEMETRY =
            new MessageKind<>(
                    NodeReport.class,
                    (key, value) -> NodeReport.of(required(MessageCodecs.NODE_TELEMETRY, value)));

    /** Topic {@code allocations}. */
    public static final MessageKind<NodeReport> ALLOCATION =
            new MessageKind<>(
                    NodeReport.class,
                    (key, value) -> NodeReport.of(required(MessageCodecs.ALLOCATION, value)));

    /** Topic {@code catalogue}: entries by {@link CatalogueEntry#key}, deletions without value. */
    public static final MessageKind<ControlMessage> CATALOGUE_ENTRY =
            new MessageKind<>(ControlMessage.class, MessageKind::catalogueEntry);

    /**
     * Topic {@code policies}: stage records by policy name and artefacts by {@code name@version},
     * deletions without value.
     */
    public static final MessageKind<ControlMessage> POLICIES =
            new MessageKind<>(ControlMessage.class, MessageKind::policy);

    private final Class<T> type;
    private final Decoder<T> decoder;

    private MessageKind(Class<T> type, Decoder<T> decoder) {
        this.type = type;
        this.decoder = decoder;
    }

    /** Reads one record; null when it is well-formed and of no interest. */
    private interface Decoder<T> extends Serializable {
        T decode(byte[] key, byte[] value) throws InvalidMessageException;
    }

    /** Type of the stream. */
    TypeInformation<T> typeInformation() {
        return TypeInformation.of(type);
    }

    /**
     * Reads one record.
     *
     * @return null when it is well-formed and of no interest
     */
    T decode(byte[] key, byte[] value) throws InvalidMessageException {
        return decoder.decode(key, value);
    }

    private static <M> M required(MessageCodec<M> codec, byte[] value)
            throws InvalidMessageException {
        if (value == null) {
            throw new InvalidMessageException("", "null", "a JSON object");
        }
        return codec.decode(value);
    }

    private static ControlMessage catalogueEntry(byte[] key, byte[] value)
            throws InvalidMessageException {
        String name = requiredKey(key);
        if (name.startsWith(NodeCordon.KEY_PREFIX)) {
            return ControlMessage.cordon(
                    name.substring(NodeCordon.KEY_PREFIX.length()),
                    value == null ? null : MessageCodecs.NODE_CORDON.decode(value));
        }
        if (value == null) {
            return ControlMessage.catalogueRemoved(name);
        }
        CatalogueEntry entry = MessageCodecs.CATALOGUE_ENTRY.decode(value);
        checkKey(name, entry.key());
        return ControlMessage.of(entry);
    }

    private static ControlMessage policy(byte[] key, byte[] value) throws InvalidMessageException {
        String name = requiredKey(key);
        if (name.indexOf('@') >= 0) {
            return value == null
                    ? ControlMessage.artefactRemoved(name)
                    : ControlMessage.of(new ArtefactRecord(name, value));
        }
        if (value == null) {
            return ControlMessage.policyRemoved(name);
        }
        PolicyStages stages = MessageCodecs.POLICY_STAGES.decode(value);
        checkKey(name, stages.name());
        return ControlMessage.of(stages);
    }

    private static String requiredKey(byte[] key) throws InvalidMessageException {
        if (key == null || key.length == 0) {
            throw new InvalidMessageException("key", "null", "the key of a compacted record");
        }
        return new String(key, StandardCharsets.UTF_8);
    }

    /** Compaction and deletion go by the key, so that it must be the one the content has. */
    private static void checkKey(String actual, String expected) throws InvalidMessageException {
        if (!Objects.equals(actual, expected)) {
            throw new InvalidMessageException("key", '"' + actual + '"', '"' + expected + '"');
        }
    }
}
