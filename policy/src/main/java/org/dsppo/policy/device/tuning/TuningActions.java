package org.dsppo.policy.device.tuning;

/**
 * The steps by which a configuration can change: 0 keeps it; then for each class six steps of its
 * share; then for each class six of its largest batch. The six are +1, ×1.25, ×1.5, −1, ×0.75,
 * ×0.5.
 */
public final class TuningActions {
    public static final int KEEP = 0;
    private static final int STEPS = 6;

    private final TunedDevice device;
    private final ShareOverflow overflow;

    public TuningActions(TunedDevice device, ShareOverflow overflow) {
        this.device = device;
        this.overflow = overflow;
    }

    /** How many there are: 37 for three classes. */
    public int count() {
        return 1 + 2 * STEPS * device.size();
    }

    /** The configuration after an action; equal to the one before if the action can do nothing. */
    public DeviceConfiguration apply(DeviceConfiguration before, int action) {
        if (action < 0 || action >= count()) {
            throw new IllegalArgumentException(
                    "action is %d, expected 0 to %d".formatted(action, count() - 1));
        }
        if (action == KEEP) {
            return before;
        }
        int at = (action - 1) / STEPS;
        int step = (action - 1) % STEPS;
        int[] percents = before.percents();
        int[] batches = before.batches();
        if (at < device.size()) {
            setShare(percents, at, moved(percents[at], step));
        } else {
            int changed = at - device.size();
            int wanted = Math.max(moved(batches[changed], step), 1);
            batches[changed] = Math.min(wanted, device.largestBatch(changed, batches));
        }
        return DeviceConfiguration.of(device, percents, batches);
    }

    /** Rounds half up; what rounding would leave as it is moves by one. */
    private static int moved(int value, int step) {
        double exact =
                switch (step) {
                    case 0 -> value + 1;
                    case 1 -> value * 1.25;
                    case 2 -> value * 1.5;
                    case 3 -> value - 1;
                    case 4 -> value * .75;
                    case 5 -> value * .5;
                    default -> throw new IllegalArgumentException("step is " + step);
                };
        int rounded = (int) Math.floor(exact + .5);
        if (rounded != value) {
            return rounded;
        }
        return step < STEPS / 2 ? value + 1 : value - 1;
    }

    private void setShare(int[] percents, int at, int wanted) {
        int others = -percents[at];
        for (int percent : percents) {
            others += percent;
        }
        int most = 100 - TunedDevice.SMALLEST_PERCENT * (percents.length - 1);
        int percent =
                Math.min(
                        Math.max(wanted, TunedDevice.SMALLEST_PERCENT),
                        Math.min(TunedDevice.LARGEST_PERCENT, most));
        if (overflow == ShareOverflow.CLIP) {
            percent = Math.min(percent, 100 - others);
        }
        percents[at] = percent;
        if (percent + others > 100) {
            shrinkOthers(percents, at, others);
        }
    }

    private static void shrinkOthers(int[] percents, int kept, int others) {
        int room = 100 - percents[kept];
        int sum = percents[kept];
        for (int at = 0; at < percents.length; at++) {
            if (at != kept) {
                percents[at] = Math.max(percents[at] * room / others, TunedDevice.SMALLEST_PERCENT);
                sum += percents[at];
            }
        }
        for (; sum > 100; sum--) {
            percents[largestBut(percents, kept)]--;
        }
    }

    private static int largestBut(int[] percents, int kept) {
        int largest = -1;
        for (int at = 0; at < percents.length; at++) {
            if (at != kept && (largest < 0 || percents[at] > percents[largest])) {
                largest = at;
            }
        }
        return largest;
    }
}
