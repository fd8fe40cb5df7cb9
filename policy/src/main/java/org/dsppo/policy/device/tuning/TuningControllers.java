package org.dsppo.policy.device.tuning;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Controllers by name that need no training: rules, jumps by the model, and what is out of reach.
 */
public final class TuningControllers {
    public static final String MODEL_JUMP = "model-jump";
    public static final String MODEL_JUMP_HYSTERESIS = "model-jump-10";
    public static final String BEST_STATIC = "best-static";
    public static final String CLAIRVOYANT = "clairvoyant";
    public static final String FORECAST = "forecast";

    private TuningControllers() {}

    /** In the order of a report. */
    public static Map<String, ControllerFactory> all() {
        Map<String, ControllerFactory> controllers = new LinkedHashMap<>();
        controllers.put("no-batching", TuningControllers::noBatching);
        controllers.put("equal-share", TuningControllers::equalShare);
        controllers.put("max-slowdown", MaxSlowdownRule::new);
        controllers.put("nexus-like", NexusLike::new);
        controllers.put(MODEL_JUMP, setting -> new ModelJump(setting, 0));
        controllers.put(MODEL_JUMP_HYSTERESIS, setting -> new ModelJump(setting, .1));
        controllers.put(BEST_STATIC, BestStatic::new);
        controllers.put(CLAIRVOYANT, Clairvoyant::new);
        controllers.put(
                FORECAST, setting -> new ForecastController(setting, ForecastSettings.DEFAULT));
        return controllers;
    }

    private static TuningController noBatching(TuningSetting setting) {
        DeviceConfiguration equal = DeviceConfiguration.initial(setting.model().device());
        int[] single = new int[equal.size()];
        Arrays.fill(single, 1);
        DeviceConfiguration fixed =
                DeviceConfiguration.of(setting.model().device(), equal.percents(), single);
        return observation -> fixed;
    }

    /** Fixed equal shares; a free server takes what waits, up to a moderate batch. */
    private static TuningController equalShare(TuningSetting setting) {
        DeviceConfiguration fixed = DeviceConfiguration.initial(setting.model().device());
        return observation -> fixed;
    }
}
