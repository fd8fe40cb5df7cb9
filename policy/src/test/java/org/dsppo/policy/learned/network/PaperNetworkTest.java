package org.dsppo.policy.learned.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.dsppo.policy.learned.features.PaperInput;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.junit.jupiter.api.Test;

final class PaperNetworkTest {
    private static final int HIDDEN = 6;

    private final SplittableRandom random = new SplittableRandom(11);
    private final PaperNetwork network =
            new PaperNetwork(HIDDEN, numbers(NetworkShape.paper(HIDDEN).weightCount()));

    /** Which node stands first says nothing (equation 18). */
    @Test
    void orderOfElementsDoesNotMatter() {
        float[] a = numbers(PaperInput.NODE);
        float[] b = numbers(PaperInput.NODE);
        float[] x = numbers(PaperInput.TASK);
        float[] y = numbers(PaperInput.TASK);
        float[] choices = numbers(2 * PaperInput.CHOICE);
        float[] scores =
                scores(
                        new PaperInput(
                                joined(a, b),
                                new float[] {3, 1},
                                joined(x, y),
                                new float[] {5, 2},
                                0,
                                new int[] {0, 1},
                                choices,
                                true));
        float value = network.value();
        float[] turned =
                scores(
                        new PaperInput(
                                joined(b, a),
                                new float[] {1, 3},
                                joined(y, x),
                                new float[] {2, 5},
                                1,
                                new int[] {1, 0},
                                choices,
                                true));
        assertThat(turned).containsExactly(scores, within(1e-5f));
        assertThat(network.value()).isCloseTo(value, within(1e-5f));
    }

    /**
     * Three nodes that look alike are a row with a count of three, in the sum and the attention.
     */
    @Test
    void aCountStandsForAsManyRows() {
        float[] a = numbers(PaperInput.NODE);
        float[] b = numbers(PaperInput.NODE);
        float[] x = numbers(PaperInput.TASK);
        float[] choice = numbers(PaperInput.CHOICE);
        float[] counted =
                scores(
                        new PaperInput(
                                joined(a, b),
                                new float[] {2, 1},
                                x,
                                new float[] {4},
                                0,
                                new int[] {1},
                                choice,
                                true));
        float[] listed =
                scores(
                        new PaperInput(
                                joined(a, joined(b, a)),
                                new float[] {1, 1, 1},
                                x,
                                new float[] {4},
                                0,
                                new int[] {1},
                                choice,
                                true));
        assertThat(listed).containsExactly(counted, within(1e-5f));
    }

    @Test
    void waitingHasAScoreOnlyWhereItIsAChoice() {
        float[] node = numbers(PaperInput.NODE);
        float[] task = numbers(PaperInput.TASK);
        float[] choice = numbers(PaperInput.CHOICE);
        for (boolean mayWait : new boolean[] {true, false}) {
            PaperInput input =
                    new PaperInput(
                            node,
                            new float[] {1},
                            task,
                            new float[] {1},
                            0,
                            new int[] {0},
                            choice,
                            mayWait);
            assertThat(scores(input)).hasSize(mayWait ? 2 : 1);
        }
    }

    private float[] scores(PaperInput input) {
        network.read(input);
        return network.scores().clone();
    }

    private static float[] joined(float[] first, float[] second) {
        float[] joined = new float[first.length + second.length];
        System.arraycopy(first, 0, joined, 0, first.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int at = 0; at < count; at++) {
            numbers[at] = (float) (2 * random.nextDouble() - 1);
        }
        return numbers;
    }
}
