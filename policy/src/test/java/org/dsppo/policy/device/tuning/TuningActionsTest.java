package org.dsppo.policy.device.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.dsppo.policy.device.batchqueue.SharedBatchQueueData;
import org.junit.jupiter.api.Test;

final class TuningActionsTest {
    private static final TunedDevice DEVICE = TunedDevice.reference();

    @Test
    void doWhatTheWorkedCasesSay() {
        List<Map<String, String>> rows = SharedBatchQueueData.rows("action-vectors.csv");
        assertThat(rows).hasSize(80);
        for (Map<String, String> row : rows) {
            ShareOverflow mode = ShareOverflow.valueOf(row.get("mode").toUpperCase(Locale.ROOT));
            DeviceConfiguration after =
                    new TuningActions(DEVICE, mode)
                            .apply(
                                    configuration(row, "p", "b"),
                                    Integer.parseInt(row.get("action")));
            assertThat(after).as(row.toString()).isEqualTo(configuration(row, "q", "c"));
        }
    }

    /** 39 goes up by a half to 59; of the other 41, 31·41/61 = 20 and 30·41/61 = 20. */
    @Test
    void shrinkTheOthersInProportion() {
        DeviceConfiguration before =
                DeviceConfiguration.of(DEVICE, new int[] {39, 31, 30}, new int[] {4, 4, 4});
        TuningActions renorm = new TuningActions(DEVICE, ShareOverflow.RENORM);
        assertThat(renorm.apply(before, 3).percents()).containsExactly(59, 20, 20);
        TuningActions clip = new TuningActions(DEVICE, ShareOverflow.CLIP);
        assertThat(clip.apply(before, 3)).isEqualTo(before);
    }

    /** 8 − (.6 + 1.3 + .6) = 5.5 GB hold 32·.12 + 1·.2 and 9 items of .15. */
    @Test
    void cutABatchToTheMemoryThatIsFree() {
        DeviceConfiguration before =
                DeviceConfiguration.of(DEVICE, new int[] {33, 33, 33}, new int[] {32, 1, 8});
        TuningActions actions = new TuningActions(DEVICE, ShareOverflow.RENORM);
        assertThat(actions.apply(before, 33).batches()).containsExactly(32, 1, 9);
    }

    @Property
    void neverLeaveWhatTheDeviceAllows(@ForAll long seed, @ForAll ShareOverflow mode) {
        TuningActions actions = new TuningActions(DEVICE, mode);
        SplittableRandom random = new SplittableRandom(seed);
        DeviceConfiguration configuration = DeviceConfiguration.initial(DEVICE);
        for (int step = 0; step < 100; step++) {
            configuration = actions.apply(configuration, random.nextInt(actions.count()));
            assertThat(configuration.percentSum()).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void areNumberedToThirtySix() {
        TuningActions actions = new TuningActions(DEVICE, ShareOverflow.RENORM);
        assertThat(actions.count()).isEqualTo(37);
        assertThatThrownBy(() -> actions.apply(DeviceConfiguration.initial(DEVICE), 37))
                .hasMessage("action is 37, expected 0 to 36");
    }

    private static DeviceConfiguration configuration(
            Map<String, String> row, String percent, String batch) {
        int[] percents = new int[3];
        int[] batches = new int[3];
        for (int at = 0; at < 3; at++) {
            percents[at] = Integer.parseInt(row.get(percent + (at + 1)));
            batches[at] = Integer.parseInt(row.get(batch + (at + 1)));
        }
        return DeviceConfiguration.of(DEVICE, percents, batches);
    }
}
