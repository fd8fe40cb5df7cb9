package org.dsppo.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class EncodingTest {

    @Test
    void writesWholeAmountsAsIntegersAndDecimalsExactly() {
        Map<String, Double> demand = new LinkedHashMap<>();
        demand.put("mem", 12.0);
        demand.put("cpu", 0.1);
        demand.put("disk", 1e12);
        TaskSubmitted task =
                new TaskSubmitted(
                        "t",
                        5,
                        "ai",
                        0,
                        1.0,
                        null,
                        null,
                        0,
                        null,
                        null,
                        List.of(new ExecutionStrategy("s", Map.of(), demand, 7, null)));
        assertThat(text(MessageCodecs.TASK_SUBMITTED, task))
                .isEqualTo(
                        "{\"taskId\":\"t\",\"submittedAtMillis\":5,\"taskClass\":\"ai\","
                                + "\"priority\":0,\"runtimeScale\":1,\"inputBytes\":0,"
                                + "\"strategies\":[{\"id\":\"s\",\"nodeSelector\":{},"
                                + "\"demand\":{\"mem\":12,\"cpu\":0.1,\"disk\":1000000000000},"
                                + "\"runtimeMillis\":7}]}");
    }

    @Test
    void writesTheInnerRecordOfATaskMessage() {
        TaskMessage message = TaskMessage.of(new TaskCancelled("t", 9, null));
        assertThat(text(MessageCodecs.TASK_MESSAGE, message))
                .isEqualTo("{\"taskId\":\"t\",\"cancelledAtMillis\":9}");
    }

    @Test
    void refusesWhatJsonHasNoNumberFor() {
        Allocation allocation = new Allocation(null, "n", "ai", 50, 1, 8, Double.NaN, null, 0);
        assertThatThrownBy(() -> MessageCodecs.ALLOCATION.encode(allocation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Allocation")
                .hasMessageContaining("NaN is not a finite number")
                .hasMessageContaining("expectedDelayMillis");
    }

    @Test
    void carriesAnyPayloadInADeadLetter() throws InvalidMessageException {
        DeadLetter letter = new DeadLetter("topic", 0, 1, "malformed", null, "half \ud800 pair");
        byte[] json = MessageCodecs.DEAD_LETTER.encode(letter);
        assertThat(MessageCodecs.DEAD_LETTER.decode(json).payload()).isEqualTo("half ? pair");
    }

    private static <T> String text(MessageCodec<T> codec, T message) {
        return new String(codec.encode(message), StandardCharsets.UTF_8);
    }
}
