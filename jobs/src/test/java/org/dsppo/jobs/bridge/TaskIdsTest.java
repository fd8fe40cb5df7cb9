package org.dsppo.jobs.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskIdsTest {

    private static final TaskIds IDS = new TaskIds("k");
    private static final String UID = "0b1c2d3e-4f50-4a61-8b72-93a4b5c6d7e8";

    @Test
    void anIdTellsWhatItWasMadeOf() {
        assertThat(IDS.of(UID, 1)).isEqualTo("k:" + UID);
        assertThat(IDS.of(UID, 12)).isEqualTo("k:" + UID + ".12");
        assertThat(IDS.parse("k:" + UID)).isEqualTo(new TaskIds.Parts(UID, 1));
        assertThat(IDS.parse("k:" + UID + ".12")).isEqualTo(new TaskIds.Parts(UID, 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"job-17", "k", "kk:a", "other:a", "k:a.b"})
    void idsOfOthersAreNotOurs(String taskId) {
        assertThat(IDS.parse(taskId)).isNull();
    }
}
