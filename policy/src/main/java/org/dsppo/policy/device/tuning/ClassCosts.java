package org.dsppo.policy.device.tuning;

/** What a class costs at a share and a largest batch; the unit is that of the objective. */
@FunctionalInterface
interface ClassCosts {
    double cost(int at, int percent, int batchMax);
}
