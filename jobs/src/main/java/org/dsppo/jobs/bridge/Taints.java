package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Taints as a label. The catalogue's selectors are equalities, so that a node gets one label for
 * all its taints together, and a workload asks for each combination that it tolerates.
 */
final class Taints {

    private static final String NONE = "none";
    private static final String PREFER = "PreferNoSchedule";

    /** A label of the catalogue has room for 256. */
    private static final int MOST_CHARACTERS = 240;

    private Taints() {}

    /**
     * Those that keep workloads away; the mild ones only count for the platform's own scheduler.
     */
    static List<Taint> hard(Collection<Taint> taints) {
        return taints.stream().filter(each -> !PREFER.equals(each.getEffect())).toList();
    }

    /** The label's value: the same for the same taints in any order. */
    static String label(List<Taint> taints) {
        if (taints.isEmpty()) {
            return NONE;
        }
        String all =
                taints.stream()
                        .map(Taints::text)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(","));
        return all.length() <= MOST_CHARACTERS
                ? all
                : all.substring(0, MOST_CHARACTERS) + '#' + Integer.toHexString(all.hashCode());
    }

    private static String text(Taint taint) {
        String value = taint.getValue() == null ? "" : "=" + taint.getValue();
        return taint.getKey() + value + ":" + taint.getEffect();
    }

    /** True if nothing keeps a workload away that has these tolerations. */
    static boolean tolerated(List<Taint> taints, List<Toleration> tolerations) {
        return taints.stream()
                .allMatch(taint -> tolerations.stream().anyMatch(each -> tolerates(each, taint)));
    }

    private static boolean tolerates(Toleration toleration, Taint taint) {
        boolean effect =
                isUnset(toleration.getEffect()) || toleration.getEffect().equals(taint.getEffect());
        boolean key = isUnset(toleration.getKey()) || toleration.getKey().equals(taint.getKey());
        if (!effect || !key) {
            return false;
        }
        if ("Exists".equals(toleration.getOperator())) {
            return true;
        }
        return !isUnset(toleration.getKey())
                && text(toleration.getValue()).equals(text(taint.getValue()));
    }

    private static boolean isUnset(String value) {
        return value == null || value.isEmpty();
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
