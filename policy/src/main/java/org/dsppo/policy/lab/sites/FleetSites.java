package org.dsppo.policy.lab.sites;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.schemas.catalogue.Catalogue;

/** Sites whose nodes differ in speed above all. */
final class FleetSites {

    private static final int MOST_THREADS = 32;

    private FleetSites() {}

    static Catalogue fleet(String name, Dice dice) {
        return fleet(name, dice, dice.whole(3, 8), dice.whole(2, 14), dice.ratio(20, 250), 0.7);
    }

    static Catalogue zoo(String name, Dice dice) {
        return fleet(name, dice, dice.whole(4, 6), dice.whole(25, 40), dice.ratio(4, 40), 0.5);
    }

    static Catalogue mono(String name, Dice dice) {
        return fleet(name, dice, dice.whole(4, 7), dice.whole(1, 2), dice.ratio(3, 40), 0.95);
    }

    /**
     * @param spread speed of the fastest kind over that of the slowest
     * @param offered how likely a kind can run a class
     */
    private static Catalogue fleet(
            String name, Dice dice, int kinds, int classes, double spread, double offered) {
        SiteSheet sheet = new SiteSheet();
        Map<String, Double> speeds = new HashMap<>();
        Set<String> withCards = new HashSet<>();
        for (int kind = 0; kind < kinds; kind++) {
            double height = kind / (kinds - 1.0);
            String pool = "kind" + kind;
            speeds.put(pool, Math.pow(spread, height));
            if (height > 0.3 && dice.chance(0.75)) {
                withCards.add(pool);
            }
            sheet.pool(
                    pool,
                    dice.whole(1, height > 0.6 ? 3 : 9),
                    Map.of(
                            "cpu",
                            Math.rint(dice.ratio(4, 48)),
                            "card",
                            withCards.contains(pool) ? dice.whole(1, 4) : 0.0));
        }
        double affinity = dice.oneOf(List.of(0.0, 0.2, 0.6));
        double unit = dice.ratio(0.5, 20);
        List<Double> shares = dice.chance(0.5) ? List.of(1.0) : List.of(1.0, 0.5, 0.25);
        for (int each = 0; each < classes; each++) {
            String taskClass = "class" + each;
            double seconds = unit * dice.ratio(0.3, 8);
            while (!sheet.runs(taskClass)) {
                for (String pool : sheet.pools()) {
                    double slower = spread / speeds.get(pool) * dice.lognormal(affinity);
                    boolean card = withCards.contains(pool) && dice.chance(0.8);
                    if (dice.chance(offered)) {
                        sheet.offer(
                                taskClass,
                                pool,
                                card ? "card" : "",
                                Map.of(
                                        "cpu",
                                        thousandth(dice.ratio(0.5, card ? 2 : 6)),
                                        "card",
                                        card ? dice.oneOf(shares) : 0.0),
                                seconds * slower);
                    }
                    if (card && dice.chance(offered / 2)) {
                        sheet.offer(
                                taskClass,
                                pool,
                                "",
                                Map.of("cpu", thousandth(dice.ratio(0.5, 6))),
                                seconds * slower * dice.ratio(1.5, 12));
                    }
                }
            }
        }
        return sheet.catalogue(name);
    }

    /** A class runs on more threads as far as its parallel part goes (Amdahl's law). */
    static Catalogue farm(String name, Dice dice) {
        SiteSheet sheet = new SiteSheet();
        Map<String, Double> speeds = new HashMap<>();
        int generations = dice.whole(3, 5);
        for (int generation = 0; generation < generations; generation++) {
            String pool = "gen" + generation;
            double cpu = dice.oneOf(List.of(8.0, 16.0, 24.0, 32.0, 64.0));
            speeds.put(pool, Math.pow(dice.uniform(1.15, 1.5), generation));
            sheet.pool(
                    pool,
                    dice.whole(2, 10),
                    Map.of("cpu", cpu, "mem", cpu * dice.oneOf(List.of(2000.0, 4000.0, 8000.0))));
        }
        int classes = dice.whole(3, 20);
        double unit = dice.ratio(20, 600);
        for (int each = 0; each < classes; each++) {
            String taskClass = "job" + each;
            double seconds = unit * dice.ratio(0.3, 6);
            double parallel = dice.uniform(0.4, 0.98);
            double memory = Math.rint(dice.ratio(300, 16_000));
            int least = dice.oneOf(List.of(1, 1, 1, 2, 4));
            for (String pool : sheet.pools()) {
                double here = speeds.get(pool) * dice.lognormal(0.1);
                for (int threads = least; threads <= MOST_THREADS; threads *= 4) {
                    double amdahl = 1 - parallel + parallel / threads;
                    sheet.offer(
                            taskClass,
                            pool,
                            "x" + threads,
                            Map.of("cpu", (double) threads, "mem", memory),
                            seconds * amdahl / here);
                }
            }
        }
        return sheet.catalogue(name);
    }

    static double thousandth(double value) {
        return Math.rint(1000 * value) / 1000;
    }
}
