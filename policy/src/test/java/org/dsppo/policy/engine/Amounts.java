package org.dsppo.policy.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Resource amounts of the tests' own books: whole thousandths by name, kept apart from the code
 * under test on purpose.
 */
final class Amounts {

    private final Map<String, Long> thousandths = new LinkedHashMap<>();

    static Amounts of(Map<String, Double> amounts) {
        Amounts result = new Amounts();
        amounts.forEach((name, amount) -> result.thousandths.put(name, Math.round(amount * 1000)));
        return result;
    }

    long get(String name) {
        return thousandths.getOrDefault(name, 0L);
    }

    Amounts plus(Amounts other) {
        Amounts sum = new Amounts();
        sum.thousandths.putAll(thousandths);
        other.thousandths.forEach((name, amount) -> sum.thousandths.merge(name, amount, Long::sum));
        return sum;
    }

    Amounts with(String name, long amount) {
        Amounts changed = new Amounts();
        changed.thousandths.putAll(thousandths);
        changed.thousandths.put(name, amount);
        return changed;
    }

    /** True if, of every kind that is asked for here, {@code total} is within {@code capacity}. */
    boolean keepsWithin(Amounts total, Amounts capacity) {
        return thousandths.keySet().stream()
                .allMatch(name -> total.get(name) <= capacity.get(name));
    }

    boolean fitIn(Amounts capacity) {
        return thousandths.entrySet().stream()
                .allMatch(each -> each.getValue() <= capacity.get(each.getKey()));
    }

    Map<String, Double> toDecimals() {
        Map<String, Double> decimals = new LinkedHashMap<>();
        thousandths.forEach((name, amount) -> decimals.put(name, amount / 1000.0));
        return decimals;
    }

    @Override
    public String toString() {
        return thousandths.toString();
    }
}
