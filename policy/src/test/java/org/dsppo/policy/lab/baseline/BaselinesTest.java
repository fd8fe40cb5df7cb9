package org.dsppo.policy.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselinesTest {

    @Test
    void listsEveryBaseline() {
        assertThat(Baselines.names())
                .containsExactlyInAnyOrder(
                        "first-fit",
                        "first-fit-blocking",
                        "greedy",
                        "greedy-fastest-only",
                        "random",
                        "round-robin",
                        "least-allocated",
                        "most-allocated",
                        "minimum-completion-time",
                        "shortest-job-first",
                        "area",
                        "tetris",
                        "tetris-srtf",
                        "best-fit",
                        "fgd",
                        "easy-backfilling",
                        "gavel-max-min",
                        "sigmoid-pso",
                        "s-p-gwo");
    }

    @Test
    void everyBaselineHasOneSentenceAndTakesTheCommonOptions() {
        for (String name : Baselines.names()) {
            assertThat(Baselines.describe(name)).matches("[A-Z][^\\n]*\\.");
            String specification = name + ":k=2:order=revcl";
            assertThat(Baselines.named(specification).get().name()).isEqualTo(specification);
        }
    }

    @Test
    void policiesOfOneSpecificationShareNothing() {
        var supplier = Baselines.named("minimum-completion-time");
        assertThat(supplier.get()).isNotSameAs(supplier.get());
    }

    @Test
    void allHeuristicsAreDeterministicRulesWithFiveCaps() {
        List<String> all = Baselines.allHeuristics();
        assertThat(all).doesNotHaveDuplicates();
        assertThat(all)
                .contains("greedy", "greedy:k=1", "greedy:k=1.7", "greedy:k=2", "greedy:k=6");
        // 14 rules of one kind, and tetris-srtf with three weights.
        assertThat(all).hasSize((14 + 3) * 5);
        assertThat(all)
                .noneMatch(name -> name.startsWith("random"))
                .noneMatch(name -> name.startsWith("sigmoid-pso"))
                .noneMatch(name -> name.startsWith("s-p-gwo"));
        assertThat(Stream.of("tetris-srtf", "tetris-srtf:eps=2:k=6", "tetris-srtf:eps=8"))
                .allMatch(all::contains);
        all.forEach(name -> assertThat(Baselines.named(name).get()).isNotNull());
    }

    @ParameterizedTest
    @CsvSource({
        "greedyy, greedy",
        "frist-fit, first-fit",
        "tetris-strf, tetris-srtf",
        "Round-Robin, round-robin",
        "minimum-completion-tim, minimum-completion-time"
    })
    void suggestsTheNameThatWasMeant(String typed, String meant) {
        assertThatThrownBy(() -> Baselines.named(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("policy is '" + typed + "' (did you mean " + meant + "?)")
                .hasMessageContaining("expected one of first-fit, ");
        assertThatThrownBy(() -> Baselines.describe(typed))
                .hasMessageContaining("did you mean " + meant);
    }

    @Test
    void suggestsNothingForWhatIsFarFromEverything() {
        assertThatThrownBy(() -> Baselines.named("xyzzy"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("policy is 'xyzzy', expected one of ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "greedy:k=0.5 | k of policy greedy:k=0.5 is '0.5', expected a number >= 1.0",
                "greedy:k=x | k of policy greedy:k=x is 'x', expected a number >= 1.0",
                "greedy:k=NaN | k of policy greedy:k=NaN is 'NaN', expected a number >= 1.0",
                "tetris-srtf:eps=-1 | expected a number >= 0.0",
                "random:seed=1.5 | seed of policy random:seed=1.5 is '1.5', expected a whole number",
                "greedy:order=egde | expected one of catalogue, revcl, edge (did you mean edge?)",
                "greedy:eps=1 | policy greedy:eps=1 has option 'eps', expected one of k, order",
                "greedy:k | option of policy greedy:k is 'k', expected key=value",
                "greedy:k=1:k=2 | policy greedy:k=1:k=2 has option k twice, expected it once"
            })
    void saysInOneLineWhatIsWrongWithOptions(String specification, String message) {
        assertThatThrownBy(() -> Baselines.named(specification))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "greedy:", "greedy:=1"})
    void refusesMalformedSpecifications(String specification) {
        assertThatThrownBy(() -> Baselines.named(specification))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
