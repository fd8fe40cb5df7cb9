package org.dsppo.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.deadletter.DeadLetters;
import org.dsppo.operators.placement.PlacementInput;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class DecodeFunctionTest {

    private record Decoded<T>(List<T> messages, List<DeadLetter> deadLetters) {}

    private static <T> Decoded<T> decode(MessageKind<T> kind, RawRecord... records)
            throws Exception {
        try (OneInputStreamOperatorTestHarness<RawRecord, T> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(new DecodeFunction<>(kind))) {
            for (RawRecord record : records) {
                harness.processElement(record, 0);
            }
            Collection<StreamRecord<DeadLetter>> letters =
                    harness.getSideOutput(DeadLetters.TAG) == null
                            ? List.of()
                            : harness.getSideOutput(DeadLetters.TAG);
            return new Decoded<>(
                    harness.extractOutputValues(),
                    letters.stream().map(StreamRecord::getValue).toList());
        }
    }

    private static RawRecord record(long offset, String key, String value) {
        return new RawRecord("topic", 3, offset, bytes(key), bytes(value));
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void setsAsideWhatItCannotReadAndGoesOn() throws Exception {
        TaskSubmitted task = TaskSubmitted.of("t-1", 5, "ai");
        String good = new String(MessageCodecs.TASK_SUBMITTED.encode(task), StandardCharsets.UTF_8);

        Decoded<PlacementInput> decoded =
                decode(
                        MessageKind.TASK_MESSAGE,
                        record(1, "t-0", "{\"taskId\":"),
                        record(2, "t-0", "{\"taskId\":\"t-0\",\"submittedAtMillis\":-1}"),
                        record(3, "t-0", null),
                        record(4, "t-1", good));

        assertThat(decoded.messages()).containsExactly(PlacementInput.of(task));
        assertThat(decoded.deadLetters())
                .extracting(DeadLetter::reason)
                .containsExactly("malformed", "invalid", "malformed");
        DeadLetter outOfRange = decoded.deadLetters().get(1);
        assertThat(outOfRange.source()).isEqualTo("topic");
        assertThat(outOfRange.partition()).isEqualTo(3);
        assertThat(outOfRange.offset()).isEqualTo(2);
        assertThat(outOfRange.detail()).contains("submittedAtMillis").contains("-1");
        assertThat(outOfRange.payload()).isEqualTo("{\"taskId\":\"t-0\",\"submittedAtMillis\":-1}");
    }

    @Test
    void readsCancellationsFromTheSameTopic() throws Exception {
        Decoded<PlacementInput> decoded =
                decode(
                        MessageKind.TASK_MESSAGE,
                        record(1, "t-1", "{\"taskId\":\"t-1\",\"cancelledAtMillis\":7}"));

        assertThat(decoded.messages()).singleElement().matches(input -> input.cancelled() != null);
        assertThat(decoded.messages().get(0).cell()).isEqualTo("default");
    }

    @Test
    void cutsPayloadsThatWouldNotFitIntoADeadLetterWithoutSplittingACharacter() throws Exception {
        int limit = DecodeFunction.MAX_PAYLOAD_CHARS;
        String payload = "x".repeat(limit - 1) + "😀" + "y";

        Decoded<PlacementInput> decoded = decode(MessageKind.TASK_EVENT, record(1, null, payload));

        DeadLetter letter = decoded.deadLetters().get(0);
        assertThat(letter.payload()).isEqualTo("x".repeat(limit - 1));
        assertThat(letter.detail()).contains("cut to 100000 of 100002 characters");
    }

    @Test
    void takesAnEntryWithoutValueAsItsDeletion() throws Exception {
        Decoded<ControlMessage> decoded =
                decode(
                        MessageKind.CATALOGUE_ENTRY,
                        record(1, "node/cloud-0", null),
                        record(2, null, null));

        assertThat(decoded.messages())
                .containsExactly(ControlMessage.catalogueRemoved("node/cloud-0"));
        assertThat(decoded.deadLetters()).extracting(DeadLetter::reason).containsExactly("invalid");
    }

    @Test
    void refusesAnEntryUnderAnotherKey() throws Exception {
        String stages =
                new String(
                        MessageCodecs.POLICY_STAGES.encode(
                                new PolicyStages("greedy", 2, 1, null, null)),
                        StandardCharsets.UTF_8);

        Decoded<ControlMessage> decoded =
                decode(
                        MessageKind.POLICIES,
                        record(1, "greedy", stages),
                        record(2, "other", stages),
                        record(3, "greedy@1", null),
                        record(4, "greedy", null));

        assertThat(decoded.messages())
                .containsExactly(
                        ControlMessage.of(new PolicyStages("greedy", 2, 1, null, null)),
                        ControlMessage.artefactRemoved("greedy@1"),
                        ControlMessage.policyRemoved("greedy"));
        assertThat(decoded.deadLetters())
                .singleElement()
                .matches(letter -> letter.detail().contains("key is \"other\""));
    }

    @Test
    void takesArtefactsAsTheyAre() throws Exception {
        Decoded<ControlMessage> decoded =
                decode(MessageKind.POLICIES, record(1, "ds-ppo@7", "not looked into here"));

        assertThat(decoded.messages())
                .singleElement()
                .satisfies(
                        message -> {
                            assertThat(message.artefact().key()).isEqualTo("ds-ppo@7");
                            assertThat(message.artefact().artefact())
                                    .asString(StandardCharsets.UTF_8)
                                    .isEqualTo("not looked into here");
                        });
    }
}
