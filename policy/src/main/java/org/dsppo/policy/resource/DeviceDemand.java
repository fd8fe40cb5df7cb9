package org.dsppo.policy.resource;

/**
 * How a demand lies on the devices of one kind: on one of them if it is at most one, else on whole
 * ones and at most one part. Memory goes in proportion to units, rounded up on the whole ones, so
 * that what is divided adds up exactly.
 *
 * @param wholes number of whole devices
 * @param memoryOfWhole memory on each of them, less on the last if it does not divide
 * @param part units on one more device, 0 for none
 * @param memoryOfPart memory on that device
 */
record DeviceDemand(long wholes, long memoryOfWhole, long part, long memoryOfPart) {

    /**
     * The parts of a demand of more than one device.
     *
     * @param units more than a whole device has, millionths
     * @param memory millionths
     * @param whole units of a whole device, millionths
     */
    static DeviceDemand of(long units, long memory, long whole) {
        long wholes = units / whole;
        long each = Quantity.proportional(memory, whole, units);
        long rest = Math.max(0, memory - saturated(each, wholes));
        return new DeviceDemand(wholes, each, units % whole, rest);
    }

    private static long saturated(long each, long times) {
        return each > 0 && times > Long.MAX_VALUE / each ? Long.MAX_VALUE : each * times;
    }
}
