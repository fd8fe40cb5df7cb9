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

/** Amounts keep their value to the thousandth, and rounding is always on the safe side. */
class ResourcePropertyTest {

    private static final ResourceSpace SPACE = new ResourceSpace(List.of("cpu", "mem", "gpu"));

    @Property
    void thousandthsAreExact(@ForAll @LongRange(min = 0, max = 10_000_000_000L) long thousandths) {
        double amount = thousandths / 1000.0;
        assertThat(Quantity.ofDemand(amount)).isEqualTo(thousandths);
        assertThat(Quantity.ofCapacity(amount)).isEqualTo(thousandths);
        assertThat(Quantity.toDecimal(thousandths)).isEqualTo(amount);
    }

    @Property
    void demandsRoundUpAndCapacitiesDown(@ForAll @DoubleRange(min = 0, max = 1e9) double amount) {
        BigDecimal exact = new BigDecimal(Double.toString(amount)).movePointRight(3);
        BigDecimal demand = BigDecimal.valueOf(Quantity.ofDemand(amount));
        BigDecimal capacity = BigDecimal.valueOf(Quantity.ofCapacity(amount));
        assertThat(demand.subtract(exact)).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
        assertThat(exact.subtract(capacity)).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
        assertThat(Quantity.ofDemand(amount) - Quantity.ofCapacity(amount)).isBetween(0L, 1L);
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
        assertThat(SPACE.demandOfThousandths(demand.toThousandths(SPACE))).isEqualTo(demand);
    }

    @Property
    void orderOfResourcesDoesNotMatterToWhatIsKeptByName(
            @ForAll @Size(min = 3, max = 3) List<@LongRange(min = 0, max = 9) Long> amounts) {
        ResourceSpace turned = new ResourceSpace(List.of("gpu", "cpu", "mem"));
        ResourceDemand demand = ResourceDemand.of(vector(amounts));
        ResourceDemand moved = turned.demandOfThousandths(demand.toThousandths(SPACE));
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
        assertThat(SPACE.capacity(amounts)).containsExactly(210, 0, 430);
        assertThat(SPACE.demand(amounts)).isEqualTo(ResourceDemand.of(new long[] {211, 0, 430}));
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
