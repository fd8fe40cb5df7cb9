package org.dsppo.policy.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.ClassFeature;
import org.dsppo.policy.learned.features.NodeFeature;
import org.dsppo.policy.learned.network.NetworkInput;
import org.dsppo.policy.learned.network.Recording;
import org.dsppo.policy.learned.weights.Block;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.dl4j.Nd4jProducts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MinibatchNetworkTest {

    private static final PolicyArtefact ARTEFACT =
            Recording.network(NetworkShape.LINEAR.withDeepPart(6, 5, 9).withExperts(3, 4, 7));
    private static final NetworkShape SHAPE = ARTEFACT.shape();
    private static final Recording RUN = Recording.of(ARTEFACT, 300);

    private final MinibatchNetwork network = new MinibatchNetwork(SHAPE, new PlainProducts());

    private static Minibatch minibatch(List<NetworkInput> inputs) {
        return new Minibatch(inputs, ARTEFACT.normalisers());
    }

    @Test
    void scoresAsServingDoes() {
        assertThat(RUN.inputs()).hasSizeGreaterThan(300);
        assertThat(RUN.inputs())
                .allSatisfy(each -> assertThat(each.experts()).hasSize(SHAPE.experts() + 1));
        Minibatch batch = minibatch(RUN.inputs());
        network.forward(ARTEFACT.weights(), batch);
        for (int d = 0; d < batch.decisions(); d++) {
            int from = batch.firstCandidate(d);
            int to = batch.firstCandidate(d + 1);
            assertAlike(Arrays.copyOfRange(network.admission(), from, to), RUN.admissions().get(d));
            assertAlike(Arrays.copyOfRange(network.priority(), from, to), RUN.priorities().get(d));
            assertThat(network.value()[d]).isCloseTo(RUN.values().get(d), within(1e-5f));
        }
    }

    /**
     * To 1e-5 of the score, or of 1 if that is more: sums of some 50 numbers have no more digits.
     */
    private static void assertAlike(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i])
                    .isCloseTo(expected[i], within(1e-5f * Math.max(1, Math.abs(expected[i]))));
        }
    }

    @Test
    void doesNotCareForTheOrderOfNodesClassesAndCandidates() {
        List<NetworkInput> inputs = RUN.inputs().subList(100, 140);
        network.forward(ARTEFACT.weights(), minibatch(inputs));
        float[] admission = network.admission();
        float[] value = network.value();
        network.forward(
                ARTEFACT.weights(),
                minibatch(inputs.stream().map(MinibatchNetworkTest::reversed).toList()));
        int from = 0;
        for (int d = 0; d < inputs.size(); d++) {
            int size = inputs.get(d).size();
            for (int i = 0; i < size; i++) {
                assertThat(network.admission()[from + size - 1 - i])
                        .isCloseTo(admission[from + i], within(1e-5f));
            }
            assertThat(network.value()[d]).isCloseTo(value[d], within(1e-5f));
            from += size;
        }
    }

    private static NetworkInput reversed(NetworkInput input) {
        int classes = input.classes().length / ClassFeature.WIDTH;
        int[] poolOfNode = reversed(input.poolOfNode());
        Arrays.setAll(poolOfNode, i -> input.pools() - 1 - poolOfNode[i]);
        int[] classOfCandidate = reversed(input.classOfCandidate());
        Arrays.setAll(classOfCandidate, i -> classes - 1 - classOfCandidate[i]);
        return new NetworkInput(
                input.cell(),
                reversed(input.nodes(), NodeFeature.WIDTH),
                poolOfNode,
                input.pools(),
                reversed(input.classes(), ClassFeature.WIDTH),
                reversed(input.candidates(), CandidateSet.WIDTH),
                classOfCandidate,
                input.experts());
    }

    private static int[] reversed(int[] numbers) {
        int[] reversed = new int[numbers.length];
        Arrays.setAll(reversed, i -> numbers[numbers.length - 1 - i]);
        return reversed;
    }

    private static float[] reversed(float[] rows, int width) {
        float[] reversed = new float[rows.length];
        for (int from = 0; from < rows.length; from += width) {
            System.arraycopy(rows, from, reversed, rows.length - width - from, width);
        }
        return reversed;
    }

    @Test
    void doesNotCareWhoElseIsInTheMinibatch() {
        network.forward(ARTEFACT.weights(), minibatch(RUN.inputs().subList(7, 8)));
        float[] alone = network.admission();
        network.forward(ARTEFACT.weights(), minibatch(RUN.inputs().subList(7, 60)));
        assertThat(Arrays.copyOf(network.admission(), alone.length)).isEqualTo(alone);
    }

    /**
     * Slope of a random combination of all outputs along a random direction within one block, at
     * one decision after the other: where a unit switches on or off within the step, the difference
     * says something else, which happens at few decisions.
     */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.MATCH_NONE,
            names = {"EXPERT", "OPTION.*", "GATE.*", "CHOICE.*"})
    void gradientsAreTheSlopesThatDifferencesShow(Block block) {
        int decisions = 100;
        int sloping = 0;
        int agreeing = 0;
        for (int i = 0; i < decisions; i++) {
            Minibatch batch = minibatch(RUN.inputs().subList(150 + i, 151 + i));
            float[] byAdmission = random(batch.candidates(), 1);
            float[] byPriority = random(batch.candidates(), 2);
            float[] byValue = random(batch.decisions(), 3);
            network.forward(ARTEFACT.weights(), batch);
            float[] gradient = network.backward(byAdmission, byPriority, byValue);

            int from = SHAPE.offset(block);
            int length = SHAPE.rows(block) * SHAPE.columns(block);
            float[] direction = random(length, 4);
            double slope = 0;
            for (int k = 0; k < length; k++) {
                slope += (double) gradient[from + k] * direction[k];
            }
            float step = 2.5e-4f;
            double difference = 0;
            for (int sign = -1; sign <= 1; sign += 2) {
                float[] moved = ARTEFACT.weights().clone();
                for (int k = 0; k < length; k++) {
                    moved[from + k] += sign * step * direction[k];
                }
                network.forward(moved, batch);
                difference +=
                        sign
                                * (dot(network.admission(), byAdmission)
                                        + dot(network.priority(), byPriority)
                                        + dot(network.value(), byValue));
            }
            double measured = difference / (2 * step);
            if (slope != 0 || measured != 0) {
                sloping++;
                boolean agrees = Math.abs(slope - measured) <= 0.02 + 0.02 * Math.abs(measured);
                agreeing += agrees ? 1 : 0;
            }
        }
        assertThat(sloping).isGreaterThan(decisions / 10);
        assertThat(agreeing).isGreaterThanOrEqualTo(sloping * 85 / 100);
    }

    @Test
    void computesTheSameWithNd4j() {
        Minibatch batch = minibatch(RUN.inputs().subList(150, 250));
        MinibatchNetwork other = new MinibatchNetwork(SHAPE, new Nd4jProducts());
        network.forward(ARTEFACT.weights(), batch);
        other.forward(ARTEFACT.weights(), batch);
        assertThat(other.admission()).containsExactly(network.admission(), within(1e-5f));
        assertThat(other.priority()).containsExactly(network.priority(), within(1e-5f));
        assertThat(other.value()).containsExactly(network.value(), within(1e-5f));

        float[] byScore = random(batch.candidates(), 1);
        float[] byValue = random(batch.decisions(), 2);
        float[] expected = network.backward(byScore, byScore, byValue);
        float[] actual = other.backward(byScore, byScore, byValue);
        double norm = Math.sqrt(dot(expected, expected));
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i] / norm).isCloseTo(expected[i] / norm, within(1e-5));
        }
    }

    @Test
    void carriesALinearPathAlone() {
        PolicyArtefact artefact = Recording.network(NetworkShape.LINEAR);
        Recording run = Recording.of(artefact, 50);
        MinibatchNetwork linear = new MinibatchNetwork(artefact.shape(), new PlainProducts());
        linear.forward(artefact.weights(), new Minibatch(run.inputs(), artefact.normalisers()));
        assertThat(Arrays.copyOf(linear.admission(), run.admissions().get(0).length))
                .containsExactly(run.admissions().get(0), within(1e-5f));
    }

    private static float[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(-1, 1);
        }
        return numbers;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
