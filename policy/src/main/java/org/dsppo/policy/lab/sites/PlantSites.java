package org.dsppo.policy.lab.sites;

import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.Catalogue;

/** Sites where a special device decides. */
final class PlantSites {

    private PlantSites() {}

    static Catalogue fpga(String name, Dice dice) {
        SiteSheet sheet = new SiteSheet();
        sheet.pool(
                "line",
                dice.whole(3, 8),
                Map.of(
                        "cpu",
                        dice.whole(8, 16) * 1.0,
                        "fpga",
                        dice.whole(1, 2) * 1.0,
                        "net",
                        10.0));
        sheet.pool(
                "server",
                dice.whole(1, 4),
                Map.of(
                        "cpu",
                        dice.whole(24, 48) * 1.0,
                        "gpu",
                        dice.whole(1, 4) * 1.0,
                        "net",
                        40.0));
        sheet.pool("box", dice.whole(5, 14), Map.of("cpu", 4.0, "net", 4.0));
        int classes = dice.whole(3, 10);
        double unit = dice.ratio(2, 60);
        for (int each = 0; each < classes; each++) {
            String taskClass = "signal" + each;
            double seconds = unit * dice.ratio(1, 30);
            double cores = FleetSites.thousandth(dice.ratio(0.5, 4));
            double net = dice.chance(0.4) ? FleetSites.thousandth(dice.ratio(0.1, 2)) : 0;
            Map<String, Double> plain = Map.of("cpu", cores, "net", net);
            sheet.offer(taskClass, "box", "", plain, seconds * dice.ratio(1, 1.6));
            sheet.offer(taskClass, "line", "", plain, seconds * dice.ratio(0.9, 1.2));
            sheet.offer(taskClass, "server", "", plain, seconds * dice.ratio(0.5, 0.9));
            if (each == 0 || dice.chance(0.6)) {
                sheet.offer(
                        taskClass,
                        "line",
                        "fpga",
                        Map.of("cpu", 0.25, "fpga", 1.0, "net", net),
                        seconds / dice.ratio(5, 40));
            }
            if (dice.chance(0.5)) {
                sheet.offer(
                        taskClass,
                        "server",
                        "gpu",
                        Map.of("cpu", 1.0, "gpu", dice.oneOf(List.of(1.0, 0.5)), "net", net),
                        seconds / dice.ratio(3, 15));
            }
        }
        return sheet.catalogue(name);
    }

    static Catalogue scarce(String name, Dice dice) {
        SiteSheet sheet = new SiteSheet();
        sheet.pool(
                "rare",
                dice.whole(1, 2),
                Map.of("cpu", 32.0, "gpu", dice.oneOf(List.of(2.0, 4.0)), "gpumem", 320_000.0));
        sheet.pool(
                "usual",
                dice.whole(5, 14),
                Map.of("cpu", 16.0, "gpu", dice.oneOf(List.of(1.0, 2.0)), "gpumem", 32_000.0));
        sheet.pool("plain", dice.whole(3, 10), Map.of("cpu", dice.whole(8, 32) * 1.0));
        int classes = dice.whole(3, 9);
        double unit = dice.ratio(0.5, 60);
        for (int each = 0; each < classes; each++) {
            String taskClass = "model" + each;
            double seconds = unit * dice.ratio(0.5, 6);
            double share = dice.oneOf(List.of(1.0, 1.0, 0.5, 0.25));
            Map<String, Double> demand = Map.of("cpu", 2.0, "gpu", share, "gpumem", 6000.0);
            sheet.offer(taskClass, "rare", "", demand, seconds);
            boolean nowhereElse = each == 0 || dice.chance(0.15);
            if (!nowhereElse) {
                sheet.offer(taskClass, "usual", "", demand, seconds * dice.ratio(1.4, 4));
                if (dice.chance(0.4)) {
                    double cores = dice.whole(1, 6);
                    sheet.offer(
                            taskClass,
                            "plain",
                            "",
                            Map.of("cpu", cores),
                            seconds * dice.ratio(6, 40));
                }
            }
        }
        return sheet.catalogue(name);
    }

    static Catalogue edge(String name, Dice dice) {
        SiteSheet sheet = new SiteSheet();
        int edges = dice.whole(2, 5);
        for (int edge = 0; edge < edges; edge++) {
            sheet.pool(
                    "edge" + edge,
                    dice.whole(2, 7),
                    Map.of(
                            "cpu", dice.whole(2, 6) * 1.0,
                            "npu", dice.whole(1, 2) * 1.0,
                            "mem", dice.oneOf(List.of(4000.0, 8000.0))));
        }
        sheet.pool(
                "cloud",
                dice.whole(1, 2),
                Map.of("cpu", 24.0, "gpu", dice.whole(1, 4) * 1.0, "mem", 128_000.0));
        double[] speeds = new double[edges];
        for (int edge = 0; edge < edges; edge++) {
            speeds[edge] = dice.ratio(0.25, 2);
        }
        int classes = dice.whole(2, 10);
        double unit = dice.ratio(0.5, 20);
        for (int each = 0; each < classes; each++) {
            String taskClass = "camera" + each;
            double seconds = unit * dice.ratio(0.5, 5);
            double memory = Math.rint(dice.ratio(200, 3000));
            boolean quantised = each == 0 || dice.chance(0.75);
            double share = dice.oneOf(List.of(1.0, 0.5, 0.34));
            double slower = dice.ratio(8, 60);
            sheet.offer(
                    taskClass,
                    "cloud",
                    "gpu",
                    Map.of("cpu", 0.5, "gpu", dice.oneOf(List.of(0.5, 0.25)), "mem", memory),
                    seconds / dice.ratio(2, 6));
            for (int edge = 0; edge < edges; edge++) {
                if (quantised) {
                    sheet.offer(
                            taskClass,
                            "edge" + edge,
                            "npu",
                            Map.of("cpu", 0.25, "npu", share, "mem", memory),
                            seconds / speeds[edge] * dice.lognormal(0.15));
                }
                sheet.offer(
                        taskClass,
                        "edge" + edge,
                        "",
                        Map.of("cpu", 1.0, "mem", memory),
                        seconds * slower * dice.lognormal(0.1));
            }
        }
        return sheet.catalogue(name);
    }
}
