package org.dsppo.policy.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Amounts keep their value to the millionth, and parts of a whole always fit into it. */
class ResourcePropertyTest {

    private static final ResourceSpace SPACE = new ResourceSpace(List.of("cpu", "mem", "gpu"));

    @Property
    void millionthsAreExact(
            @ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long millionths) {
        double amount = new BigDecimal(millionths).movePointLeft(6).doubleValue();
        assertThat(Quantity.of(amount)).isEqualTo(millionths);
        assertThat(Quantity.toDecimal(millionths)).isEqualTo(amount);
    }

    @Property
    void largestAmountsHaveRoom(@ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long whole) {
        assertThat(Quantity.of(whole)).isEqualTo(whole * 1_000_000);
    }

    @Property
    void partsNeverAddUpToMoreThanTheirWhole(
            @ForAll @IntRange(min = 1, max = 400) int parts,
            @ForAll @DoubleRange(min = 1, max = 1e6) double whole) {
        assertThat(parts * Quantity.of(whole / parts)).isLessThanOrEqualTo(Quantity.of(whole));
    }

    @Property
    void readsDecimalsCutAfterTheSixth(@ForAll @DoubleRange(min = 0, max = 1e8) double amount) {
        BigDecimal exact = new BigDecimal(Double.toString(amount)).movePointRight(6);
        BigDecimal less = exact.subtract(BigDecimal.valueOf(Quantity.of(amount)));
        // Fifteen digits are read: half a unit of the last is the most that may be added.
        assertThat(less.doubleValue()).isBetween(-0.5, 1.0);
    }

    @Example
    void whatIsEqualOnPaperIsEqualInside() {
        assertThat(Quantity.of(32115.8046875)).isEqualTo(32_115_804_687L);
        assertThat(Quantity.of(0.1 + 0.2)).isEqualTo(Quantity.of(0.3)).isEqualTo(300_000);
        assertThat(Quantity.of(4.35 * 100)).isEqualTo(435_000_000);
        assertThat(7 * Quantity.of(0.142857)).isEqualTo(999_999);
        assertThat(6 * Quantity.of(1.0 / 6)).isEqualTo(999_996);
        assertThat(Quantity.of(2.0 / 3) + Quantity.of(1.0 / 3)).isEqualTo(999_999);
    }

    @Example
    void proportionsOfTheLargestAmountsAreExact() {
        assertThat(Quantity.proportional(10, 1, 3)).isEqualTo(4);
        assertThat(Quantity.proportional(9, 1, 3)).isEqualTo(3);
        // 10^18 * 10^6 / (3 * 10^6), beyond a long on the way.
        assertThat(Quantity.proportional(1_000_000_000_000_000_000L, 1_000_000, 3_000_000))
                .isEqualTo(333_333_333_333_333_334L);
    }

    @Property
    void whatWasTakenComesBackExactly(
            @ForAll @Size(min = 3, max = 3) List<@LongRange(min = 0, max = 5_000) Long> capacity,
            @ForAll @Size(max = 20)
                    List<@Size(min = 3, max = 3) List<@LongRange(min = 0, max = 900) Long>>
                            demands) {
        long[] full = vector(capacity);
        long[] free = full.clone();
        List<ResourceDemand> taken =
                demands.stream().map(each -> ResourceDemand.of(vector(each))).toList();
        taken.forEach(demand -> demand.subtractFrom(free));
        for (int kind = 0; kind < 3; kind++) {
            int at = kind;
            long sum = demands.stream().mapToLong(each -> each.get(at)).sum();
            assertThat(free[kind]).isEqualTo(full[kind] - sum);
        }
        taken.forEach(demand -> demand.addTo(free));
        assertThat(free).isEqualTo(full);
    }

    @Property
    void fitsIfAndOnlyIfNoKindIsShort(
            @ForAll @Size(min = 3, max = 3) List<@LongRange(min = 0, max = 9) Long> free,
            @ForAll @Size(min = 3, max = 3) List<@LongRange(min = 0, max = 9) Long> wanted) {
        boolean enough = true;
        for (int kind = 0; kind < 3; kind++) {
            enough &= wanted.get(kind) <= free.get(kind);
        }
        assertThat(ResourceDemand.of(vector(wanted)).fitsIn(vector(free))).isEqualTo(enough);
    }

    @Property
    void sparseVectorShowsWhatTheDenseOneHolds(
            @ForAll @Size(min = 3, max = 3) List<@LongRange(min = 0, max = 3) Long> amounts,
            @ForAll @IntRange(min = 0, max = 2) int changed,
            @ForAll @LongRange(min = 0, max = 5) long amount) {
        ResourceDemand demand = ResourceDemand.of(vector(amounts));
        for (int kind = 0; kind < 3; kind++) {
            assertThat(demand.amountOf(kind)).isEqualTo(amounts.get(kind));
        }
        assertThat(demand.size())
                .isEqualTo((int) amounts.stream().filter(each -> each > 0).count());
        long[] other = vector(amounts);
        other[changed] = amount;
        assertThat(demand.with(changed, amount))
                .isEqualTo(ResourceDemand.of(other))
                .hasSameHashCodeAs(ResourceDemand.of(other));
        assertThat(SPACE.demandOfMillionths(demand.toMillionths(SPACE))).isEqualTo(demand);
    }

    @Property
    void orderOfResourcesDoesNotMatterToWhatIsKeptByName(
            @ForAll @Size(min = 3, max = 3) List<@LongRange(min = 0, max = 9) Long> amounts) {
        ResourceSpace turned = new ResourceSpace(List.of("gpu", "cpu", "mem"));
        ResourceDemand demand = ResourceDemand.of(vector(amounts));
        ResourceDemand moved = turned.demandOfMillionths(demand.toMillionths(SPACE));
        for (String name : SPACE.names()) {
            assertThat(moved.amountOf(turned.position(name)))
                    .isEqualTo(demand.amountOf(SPACE.position(name)));
        }
    }

    private static long[] vector(List<Long> amounts) {
        return amounts.stream().mapToLong(Long::longValue).toArray();
    }

    @Example
    void capacitiesAndDemandsAreReadByName() {
        Map<String, Double> amounts = new LinkedHashMap<>();
        amounts.put("gpu", 0.43);
        amounts.put("cpu", 0.2101);
        assertThat(SPACE.capacity(amounts)).containsExactly(210_100, 0, 430_000);
        assertThat(SPACE.demand(amounts))
                .isEqualTo(ResourceDemand.of(new long[] {210_100, 0, 430_000}));
        assertThat(SPACE.capacity(Map.of("fpga", 4.0))).containsExactly(0, 0, 0);
    }

    @Example
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> new ResourceSpace(List.of("cpu", "cpu")))
                .hasMessageContaining("cpu")
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> SPACE.demand(Map.of("fpga", 1.0)))
                .hasMessageContaining("fpga")
                .hasMessageContaining("[cpu, mem, gpu]");
        assertThatThrownBy(() -> ResourceDemand.of(new long[] {0, -1, 0}))
                .hasMessageContaining("-1");
    }
}
