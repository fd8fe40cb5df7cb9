package org.dsppo.policy.device.tuning;

/** Settings under which what a forecast is to say can be worked out by hand. */
final class PlainForecast {

    static final ForecastSettings SETTINGS =
            ForecastSettings.DEFAULT.toBuilder()
                    .changeDeviations(3)
                    .trendDeviations(3)
                    .trendSeconds(20)
                    .likeness(.5)
                    .priorCalmSteps(5)
                    .historySteps(400)
                    .backlogPerSecond(.5)
                    .surgeProbability(0)
                    .surgeFactor(4)
                    .leastHorizonSeconds(30)
                    .horizonGrowth(20)
                    .priorStableSeconds(300)
                    .nominalSeconds(30)
                    .build();

    private PlainForecast() {}
}
