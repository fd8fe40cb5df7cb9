package org.dsppo.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dsppo.schemas.Message;
import org.dsppo.schemas.Samples;
import org.dsppo.schemas.Samples.Sample;
import org.dsppo.schemas.deadletter.DeadLetter;

/** Whatever comes in, a codec gives a message or an {@link InvalidMessageException}. */
class HostileInputPropertyTest {
    private static final List<Sample> SAMPLES =
            Message.ALL.stream()
                    .flatMap(
                            message ->
                                    Stream.of("valid", "invalid", "invalid-for-codec-only")
                                            .flatMap(v -> Samples.of(message, v).stream()))
                    .toList();

    private static final String[] SPLICES = {
        "null",
        "-1",
        "1e999",
        "NaN",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "\\ud800",
        "\\u0000",
        ",",
        ":",
        "99999999999999999999",
        "0.5",
        "true",
        "{\"\":{}}",
        "\u00e9",
        "\ufeff"
    };

    @Provide
    Arbitrary<Sample> samples() {
        return Arbitraries.of(SAMPLES);
    }

    @Property(tries = 2000)
    void randomBytes(@ForAll byte[] bytes) {
        for (Message<?> message : Message.ALL) {
            decode(message, bytes);
        }
    }

    @Property(tries = 5000)
    void mutatedSamples(@ForAll("samples") Sample sample, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] json = sample.json();
        int mutations = 1 + random.nextInt(3);
        for (int i = 0; i < mutations && json.length > 0; i++) {
            json = mutate(json, random);
        }
        decode(sample.message(), json);
    }

    @Property(tries = 500)
    void samplesOfOtherMessages(@ForAll("samples") Sample sample) {
        for (Message<?> message : Message.ALL) {
            decode(message, sample.json());
        }
    }

    @Example
    void deepNesting() {
        byte[] json = "{\"labels\":".repeat(5000).getBytes(StandardCharsets.UTF_8);
        for (Message<?> message : Message.ALL) {
            decode(message, json);
        }
    }

    @Example
    void nothingAtAll() {
        for (Message<?> message : Message.ALL) {
            decode(message, null);
        }
    }

    private static <T> void decode(Message<T> message, byte[] json) {
        T decoded;
        try {
            decoded = message.codec().decode(json);
        } catch (InvalidMessageException e) {
            assertFitsADeadLetter(e);
            return;
        }
        // What was accepted can be passed on and is accepted again.
        byte[] encoded = message.codec().encode(decoded);
        try {
            assertThat(message.codec().encode(message.codec().decode(encoded))).isEqualTo(encoded);
        } catch (InvalidMessageException e) {
            throw new AssertionError("Refused what it wrote", e);
        }
    }

    private static void assertFitsADeadLetter(InvalidMessageException e) {
        assertThat(e.getMessage()).hasSizeLessThan(1000).doesNotContain("\n");
        DeadLetter letter = new DeadLetter("topic", 0, 0, "malformed", e.getMessage(), "");
        try {
            assertThat(MessageCodecs.DEAD_LETTER.decode(MessageCodecs.DEAD_LETTER.encode(letter)))
                    .isEqualTo(letter);
        } catch (InvalidMessageException refused) {
            throw new AssertionError(refused);
        }
    }

    private static byte[] mutate(byte[] json, Random random) {
        int at = random.nextInt(json.length);
        int end = Math.min(json.length, at + random.nextInt(12));
        byte[] middle =
                switch (random.nextInt(4)) {
                    case 0 -> new byte[] {(byte) random.nextInt(256)};
                    case 1 -> new byte[0];
                    case 2 -> Arrays.copyOfRange(json, at, Math.min(json.length, at + 40));
                    default ->
                            SPLICES[random.nextInt(SPLICES.length)].getBytes(
                                    StandardCharsets.UTF_8);
                };
        byte[] mutated = new byte[at + middle.length + json.length - end];
        System.arraycopy(json, 0, mutated, 0, at);
        System.arraycopy(middle, 0, mutated, at, middle.length);
        System.arraycopy(json, end, mutated, at + middle.length, json.length - end);
        return mutated;
    }
}
