package org.dsppo.policy.learned.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.ClassFeature;
import org.dsppo.policy.learned.features.FeatureSchema;
import org.dsppo.policy.learned.features.NodeFeature;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.features.OptionFeature;
import org.dsppo.policy.learned.features.PaperInput;
import org.dsppo.policy.learned.weights.IncompatiblePolicyException.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyArtefactTest {

    private static final NetworkShape SHAPE =
            NetworkShape.LINEAR.withDeepPart(3, 4, 5).withExperts(2, 3, 6);
    private static final PolicyArtefact ARTEFACT =
            new PolicyArtefact(
                    "ds-ppo",
                    7,
                    FeatureSchema.VERSION,
                    SHAPE,
                    normalisers(),
                    Map.of("learningRate", "0.001", "clip", "0.2"),
                    Map.of("command", "train --plan default"),
                    numbers(SHAPE.weightCount()));

    private static Normalisers normalisers() {
        return new Normalisers(
                normaliser(CandidateFeature.WIDTH),
                normaliser(CellFeature.WIDTH),
                normaliser(ClassFeature.WIDTH),
                normaliser(NodeFeature.WIDTH),
                normaliser(OptionFeature.WIDTH));
    }

    private static Normaliser normaliser(int width) {
        float[] deviation = numbers(width);
        for (int i = 0; i < width; i++) {
            deviation[i] = 0.1f + Math.abs(deviation[i]);
        }
        return new Normaliser(numbers(width), deviation);
    }

    private static float[] numbers(int count) {
        SplittableRandom random = new SplittableRandom(count);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(-2, 2);
        }
        return numbers;
    }

    /** It reads features of its own, so those of others are no business of its file. */
    @Test
    void thePapersNetworkComesBackWithoutFeaturesOfOthers() throws IncompatiblePolicyException {
        NetworkShape shape = NetworkShape.paper(3);
        PolicyArtefact paper =
                PolicyArtefact.of("p", shape, Normalisers.identity(), numbers(shape.weightCount()));
        byte[] bytes = paper.toBytes();

        assertThat(PolicyArtefact.read(bytes)).usingRecursiveComparison().isEqualTo(paper);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .contains("paper-sets")
                .doesNotContain("candidateFeatures", "normalisers");
        assertThat(paper.featureVersion()).isEqualTo(PaperInput.VERSION);
    }

    @Test
    void comesBackAsItWasToTheBit() throws IncompatiblePolicyException {
        byte[] bytes = ARTEFACT.toBytes();
        PolicyArtefact read = PolicyArtefact.read(bytes);

        assertThat(read).usingRecursiveComparison().isEqualTo(ARTEFACT);
        assertThat(read.toBytes()).isEqualTo(bytes);
        assertThat(bytes).hasSizeLessThan(16_000);
    }

    @Test
    void isTheSamePolicyUnderAnotherVersion() throws IncompatiblePolicyException {
        PolicyArtefact later = PolicyArtefact.read(ARTEFACT.withVersion(8).toBytes());

        assertThat(later.version()).isEqualTo(8);
        assertThat(later.weights()).isEqualTo(ARTEFACT.weights());
    }

    @Test
    void carriesALinearPathAlone() throws IncompatiblePolicyException {
        PolicyArtefact linear =
                PolicyArtefact.of(
                        "linear",
                        NetworkShape.LINEAR,
                        Normalisers.identity(),
                        numbers(NetworkShape.LINEAR_WEIGHTS));

        assertThat(PolicyArtefact.read(linear.toBytes()).shape().isDeep()).isFalse();
    }

    @Test
    void keepsAllButItsDeepPartWhenItGetsAnother() {
        PolicyArtefact deeper = ARTEFACT.deepened(7, 6, 9, 1);

        assertThat(deeper.shape())
                .isEqualTo(NetworkShape.LINEAR.withDeepPart(7, 6, 9).withExperts(2, 3, 6));
        int shallow = SHAPE.shallowWeights();
        assertThat(shallow).isEqualTo(128 + 2 * 128 + 11 * 3 + (13 + 3 + 2 + 1) * 6 + 7 * 3);
        assertThat(Arrays.copyOf(deeper.weights(), shallow))
                .isEqualTo(Arrays.copyOf(ARTEFACT.weights(), shallow));
        assertThat(deeper.shape().decidesLinearly(deeper.weights())).isTrue();
    }

    @Test
    void refusesEveryFlippedByte() {
        byte[] bytes = ARTEFACT.toBytes();
        for (int i = 0; i < bytes.length; i += 7) {
            byte[] other = bytes.clone();
            other[i] ^= 0x20;
            assertThat(refusal(other).problem()).isIn(Problem.CHECKSUM, Problem.NOT_AN_ARTEFACT);
        }
    }

    @Test
    void refusesWhatIsCutOff() {
        byte[] bytes = ARTEFACT.toBytes();
        for (int length : new int[] {0, 7, 8, 43, 44, 1000, bytes.length - 1}) {
            assertThat(refusal(Arrays.copyOf(bytes, length)).problem())
                    .isIn(Problem.CHECKSUM, Problem.NOT_AN_ARTEFACT);
        }
    }

    @Test
    void refusesWhatIsTooLarge() {
        byte[] large = Arrays.copyOf(ARTEFACT.toBytes(), 700_001);
        assertThat(refusal(large)).hasMessage("700001 bytes, expected at most 700000");
        NetworkShape huge = NetworkShape.LINEAR.withDeepPart(256, 256, 256);
        assertThatThrownBy(
                        () ->
                                PolicyArtefact.of(
                                                "huge",
                                                huge,
                                                Normalisers.identity(),
                                                new float[huge.weightCount()])
                                        .toBytes())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected at most 700000");
    }

    /** Each case is sealed with a right checksum, so that only the named defect is left. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"featureVersion\":"
                        + FeatureSchema.VERSION
                        + " | \"featureVersion\":99 | FEATURE_VERSION | trained on features of"
                        + " version 99, expected "
                        + FeatureSchema.VERSION,
                "\"hidden\":5 | \"hidden\":6 | SHAPE | bytes of weights, expected the",
                "\"hidden\":5 | \"hidden\":0 | SHAPE | sizes of a set-network are 3, 4 and 0",
                "\"nodeFeatures\":7 | \"nodeFeatures\":8 | SHAPE | nodeFeatures is 8, expected 7",
                "\"form\":\"set-network\" | \"form\":\"x\" | HEADER | form is \"x\"",
                "\"version\":7 | \"version\":0 | HEADER | version is 0",
                "\"version\":7 | \"version\":7.5 | HEADER | version is 7.5",
                "\"name\":\"ds-ppo\" | \"title\":\"ds-ppo\" | HEADER | name is missing",
                "\"deviation\":[ | \"deviation\":[-1, | SHAPE | candidate deviation has 57 numbers",
                "\"deviation\":[ | \"spread\":[ | SHAPE | candidate deviation has 0 numbers",
                "\"experts\":2 | \"experts\":0 | SHAPE | experts and sizes of the gate of a"
                        + " set-network are 0, 3 and 6",
                "\"gateHidden\":6 | \"gateHidden\":5 | SHAPE | bytes of weights, expected the",
                "\"optionFeatures\":10 | \"optionFeatures\":11 | SHAPE | optionFeatures is 11,"
                        + " expected 10",
                "{\"name\" | [{\"name\" | HEADER | the header is no JSON object",
            })
    void refusesAHeaderThatDoesNotFit(
            String original, String replacement, Problem problem, String message) throws Exception {
        IncompatiblePolicyException refusal = refusal(withHeader(original, replacement));
        assertThat(refusal.problem()).isEqualTo(problem);
        assertThat(refusal).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"0, NaN", "17, Infinity"})
    void refusesWeightsThatAreNoNumbers(int position, float weight) {
        float[] weights = ARTEFACT.weights().clone();
        weights[position] = weight;
        IncompatiblePolicyException refusal = refusal(ARTEFACT.withWeights(weights).toBytes());
        assertThat(refusal.problem()).isEqualTo(Problem.NON_FINITE);
        assertThat(refusal).hasMessage("weight %d is %s".formatted(position, weight));
    }

    private static IncompatiblePolicyException refusal(byte[] bytes) {
        IncompatiblePolicyException refusal =
                catchThrowableOfType(
                        IncompatiblePolicyException.class, () -> PolicyArtefact.read(bytes));
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).doesNotContain("\n");
        return refusal;
    }

    private static byte[] withHeader(String original, String replacement) throws Exception {
        byte[] bytes = ARTEFACT.toBytes();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = in.getInt(8);
        String header = new String(bytes, 12, length, StandardCharsets.UTF_8);
        assertThat(header).contains(original);
        byte[] changed =
                header.replaceFirst(
                                java.util.regex.Pattern.quote(original),
                                java.util.regex.Matcher.quoteReplacement(replacement))
                        .getBytes(StandardCharsets.UTF_8);
        int weights = bytes.length - 32 - 12 - length;
        ByteBuffer out =
                ByteBuffer.allocate(12 + changed.length + weights + 32)
                        .order(ByteOrder.LITTLE_ENDIAN);
        out.put(bytes, 0, 8).putInt(changed.length).put(changed).put(bytes, 12 + length, weights);
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(out.array(), 0, out.position());
        return out.put(sha.digest()).array();
    }
}
