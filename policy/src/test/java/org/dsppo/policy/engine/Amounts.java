package org.dsppo.policy.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Resource amounts of the tests' own books: whole millionths by name, kept apart from the code
 * under test on purpose.
 */
final class Amounts {

    private final Map<String, Long> millionths = new LinkedHashMap<>();

    static Amounts of(Map<String, Double> amounts) {
        Amounts result = new Amounts();
        amounts.forEach(
                (name, amount) -> result.millionths.put(name, Math.round(amount * 1_000_000)));
        return result;
    }

    long get(String name) {
        return millionths.getOrDefault(name, 0L);
    }

    Amounts plus(Amounts other) {
        Amounts sum = new Amounts();
        sum.millionths.putAll(millionths);
        other.millionths.forEach((name, amount) -> sum.millionths.merge(name, amount, Long::sum));
        return sum;
    }

    Amounts with(String name, long amount) {
        Amounts changed = new Amounts();
        changed.millionths.putAll(millionths);
        changed.millionths.put(name, amount);
        return changed;
    }

    /** True if, of every kind that is asked for here, {@code total} is within {@code capacity}. */
    boolean keepsWithin(Amounts total, Amounts capacity) {
        return millionths.keySet().stream().allMatch(name -> total.get(name) <= capacity.get(name));
    }

    boolean fitIn(Amounts capacity) {
        return millionths.entrySet().stream()
                .allMatch(each -> each.getValue() <= capacity.get(each.getKey()));
    }

    Map<String, Double> toDecimals() {
        Map<String, Double> decimals = new LinkedHashMap<>();
        millionths.forEach((name, amount) -> decimals.put(name, amount / 1e6));
        return decimals;
    }

    @Override
    public String toString() {
        return millionths.toString();
    }
}
