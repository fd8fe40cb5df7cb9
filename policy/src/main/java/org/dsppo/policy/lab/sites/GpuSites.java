package org.dsppo.policy.lab.sites;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.Catalogue;

/** Sites of GPUs: shared, sliced, or taken by the gang. */
final class GpuSites {

    /** Sizes of slices, in sevenths of a device. */
    private static final List<Integer> SLICES = List.of(1, 2, 3, 7);

    private static final double GIGABYTE = 1024;

    private GpuSites() {}

    static Catalogue shares(String name, Dice dice) {
        SiteSheet sheet = new SiteSheet();
        Map<String, Double> speeds = new LinkedHashMap<>();
        List<Double> sizes = List.of(16 * GIGABYTE, 24 * GIGABYTE, 48 * GIGABYTE, 80 * GIGABYTE);
        int models = dice.whole(2, 4);
        Map<String, Double> memories = new LinkedHashMap<>();
        for (int model = 0; model < models; model++) {
            String pool = "gpu" + model;
            int devices = dice.oneOf(List.of(1, 2, 4));
            speeds.put(pool, Math.pow(dice.uniform(1.2, 2.2), model));
            memories.put(pool, sizes.get(model));
            sheet.pool(
                    pool,
                    dice.whole(2, 8),
                    Map.of(
                            "cpu", devices * dice.oneOf(List.of(4.0, 8.0)),
                            "gpu", (double) devices,
                            "gpumem", devices * sizes.get(model)));
        }
        int classes = dice.whole(4, 16);
        double unit = dice.ratio(1, 60);
        for (int each = 0; each < classes; each++) {
            String taskClass = "model" + each;
            double seconds = unit * dice.ratio(0.5, 8);
            double share = dice.oneOf(List.of(0.1, 0.125, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 1.0, 1.0));
            double memory = Math.rint(dice.ratio(1, 20) * GIGABYTE);
            while (!sheet.runs(taskClass)) {
                speeds.forEach(
                        (pool, speed) -> {
                            // A larger device needs less of itself for the same work.
                            double smaller = dice.chance(0.5) ? Math.sqrt(speed) : 1;
                            sheet.offer(
                                    taskClass,
                                    pool,
                                    "",
                                    Map.of(
                                            "cpu", FleetSites.thousandth(dice.ratio(0.3, 3)),
                                            "gpu", FleetSites.thousandth(share / smaller),
                                            "gpumem", Math.min(memory, memories.get(pool))),
                                    seconds * smaller / speed * dice.lognormal(0.2));
                        });
            }
        }
        return sheet.catalogue(name);
    }

    static Catalogue slices(String name, Dice dice) {
        SiteSheet sheet = new SiteSheet();
        int layouts = dice.whole(1, 3);
        for (int layout = 0; layout < layouts; layout++) {
            Map<String, Double> capacity = new LinkedHashMap<>();
            capacity.put("cpu", 32.0);
            int devices = dice.whole(2, 4);
            for (int device = 0; device < devices; device++) {
                for (int size :
                        dice.oneOf(
                                List.of(List.of(3, 2, 2), List.of(3, 3, 1), List.of(2, 2, 2, 1)))) {
                    capacity.merge("slice" + size, 1.0, Double::sum);
                }
            }
            sheet.pool("sliced" + layout, dice.whole(2, 6), capacity);
        }
        sheet.pool("open", dice.whole(1, 5), Map.of("cpu", 16.0, "gpu", dice.whole(1, 4) * 1.0));
        int classes = dice.whole(3, 12);
        double unit = dice.ratio(2, 100);
        for (int each = 0; each < classes; each++) {
            String taskClass = "net" + each;
            double seconds = unit * dice.ratio(0.5, 6);
            int least = dice.oneOf(List.of(1, 1, 2, 3, 3));
            double scaling = dice.uniform(0.3, 1);
            double faster = dice.ratio(1, 2.5);
            for (int size : SLICES) {
                if (size < least) {
                    continue;
                }
                double here = seconds / Math.pow(size, scaling);
                for (String pool : sheet.pools()) {
                    boolean open = pool.equals("open");
                    // 142857 millionths seven times are less than a device.
                    sheet.offer(
                            taskClass,
                            pool,
                            size + "of7",
                            open
                                    ? Map.of("cpu", 1.0, "gpu", Math.floor(1e6 * size / 7) / 1e6)
                                    : Map.of("cpu", 1.0, "slice" + size, 1.0),
                            open ? here / faster : here);
                }
            }
        }
        return sheet.catalogue(name);
    }

    static Catalogue pods(String name, Dice dice) {
        SiteSheet sheet = new SiteSheet();
        Map<String, Double> speeds = new LinkedHashMap<>();
        int models = dice.whole(2, 4);
        for (int model = 0; model < models; model++) {
            String pool = "pod" + model;
            speeds.put(pool, dice.ratio(0.4, 2.2));
            sheet.pool(
                    pool,
                    dice.whole(1, 6),
                    Map.of(
                            "cpu",
                            dice.oneOf(List.of(64.0, 96.0, 128.0)),
                            "mem",
                            1_000_000.0,
                            "gpu",
                            8.0));
        }
        int classes = dice.whole(6, 24);
        double unit = dice.ratio(60, 1500);
        for (int each = 0; each < classes; each++) {
            String taskClass = "job" + each;
            double gang = dice.oneOf(List.of(0.5, 1.0, 1.0, 1.0, 2.0, 2.0, 4.0, 8.0));
            double cpu = Math.rint(gang * dice.ratio(3, 14));
            Map<String, Double> demand =
                    Map.of(
                            "cpu", Math.max(1, cpu),
                            "mem", Math.rint(gang * dice.ratio(8000, 90_000)),
                            "gpu", gang);
            double seconds = unit * dice.ratio(0.4, 5);
            String only = dice.chance(0.25) ? dice.oneOf(sheet.pools()) : null;
            speeds.forEach(
                    (pool, speed) -> {
                        if (only == null || only.equals(pool)) {
                            sheet.offer(
                                    taskClass,
                                    pool,
                                    "",
                                    demand,
                                    seconds / speed * dice.lognormal(0.25));
                        }
                    });
        }
        return sheet.catalogue(name);
    }
}
