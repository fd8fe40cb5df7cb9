package org.dsppo.jobs.agent.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.dsppo.jobs.agent.device.NodeDevice;
import org.dsppo.jobs.agent.device.RecordedInventory;
import org.dsppo.schemas.node.DeviceShare;
import org.dsppo.schemas.task.Payload;
import org.junit.jupiter.api.Test;

class DeviceEnvironmentTest {

    private static final String[] MIG = {
        "nvidia-smi --query-gpu", "nvidia-a100-mig.csv",
        "nvidia-smi -L", "nvidia-a100-mig-l.txt",
        "nvidia-smi", "nvidia-a100-mig-table.txt"
    };
    private static final String[] H200 = {
        "nvidia-smi --query-gpu", "nvidia-h200.csv", "nvidia-smi -L", "nvidia-l.txt"
    };
    private static final String FIRST = "GPU-1b5e70f2-3c7e-4a51-9f0d-6f2a9f4b1c01";
    private static final String SECOND = "GPU-1b5e70f2-3c7e-4a51-9f0d-6f2a9f4b1c02";

    private static DeviceEnvironment of(String[] recorded, DeviceShare... shares) throws Exception {
        List<NodeDevice> devices = RecordedInventory.of(recorded).devices();
        return DeviceEnvironment.of(
                Decisions.assign("t", 1, null, shares.length == 0 ? null : List.of(shares)),
                devices);
    }

    @Test
    void namesWholeGpusInTheOrderOfTheDecision() throws Exception {
        assertThat(
                        of(H200, new DeviceShare("gpu", 1, 1, 0), new DeviceShare("gpu", 0, 0.5, 8))
                                .variables())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "CUDA_VISIBLE_DEVICES",
                                SECOND + "," + FIRST,
                                "NVIDIA_VISIBLE_DEVICES",
                                SECOND + "," + FIRST,
                                "CUDA_DEVICE_ORDER",
                                "PCI_BUS_ID",
                                "DSPPO_DEVICES",
                                "gpu:1=1.0,gpu:0=0.5"));
    }

    @Test
    void aShareOfOneGpuIsPerCentOfMpsAndALimitOfMemory() throws Exception {
        assertThat(of(H200, new DeviceShare("gpu", 0, 0.25, 4_096)).variables())
                .containsEntry("CUDA_VISIBLE_DEVICES", FIRST)
                .containsEntry("CUDA_MPS_ACTIVE_THREAD_PERCENTAGE", "25")
                .containsEntry("CUDA_MPS_PINNED_DEVICE_MEM_LIMIT", "0=4096M");
        assertThat(of(H200, new DeviceShare("gpu", 0, 0.001, 0)).variables())
                .containsEntry("CUDA_MPS_ACTIVE_THREAD_PERCENTAGE", "1");
        assertThat(of(H200, new DeviceShare("gpu", 0, 1, 4_096)).variables())
                .doesNotContainKeys(
                        "CUDA_MPS_ACTIVE_THREAD_PERCENTAGE", "CUDA_MPS_PINNED_DEVICE_MEM_LIMIT");
    }

    @Test
    void aWholePartUnderMigIsNoShare() throws Exception {
        assertThat(of(MIG, new DeviceShare("gpu", 0, 3 / 7.0, 19_968)).variables())
                .containsEntry("CUDA_VISIBLE_DEVICES", "MIG-c6d4f1ef-42e4-5de3-91c7-45d71c87eb3f")
                .doesNotContainKey("CUDA_MPS_ACTIVE_THREAD_PERCENTAGE");
    }

    @Test
    void devicesOfOtherMakersAreHidden() throws Exception {
        String[] mixed = {
            "nvidia-smi --query-gpu",
            "nvidia-h200.csv",
            "nvidia-smi -L",
            "nvidia-l.txt",
            "npu-smi",
            "npu-310.txt"
        };
        assertThat(of(mixed, new DeviceShare("npu", 3, 1, 0)).variables())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "ASCEND_RT_VISIBLE_DEVICES", "3",
                                "ASCEND_VISIBLE_DEVICES", "3",
                                "CUDA_VISIBLE_DEVICES", "",
                                "NVIDIA_VISIBLE_DEVICES", "void",
                                "DSPPO_DEVICES", "npu:3=1.0"));
    }

    @Test
    void eachMakerHasItsOwnVariables() throws Exception {
        assertThat(
                        of(
                                        new String[] {"rocm-smi", "rocm-hygon.json"},
                                        new DeviceShare("gpu", 3, 1, 0))
                                .variables())
                .containsEntry("ROCR_VISIBLE_DEVICES", "3");
        assertThat(
                        of(
                                        new String[] {"xpu-smi", "xpu-discovery.csv"},
                                        new DeviceShare("gpu", 1, 1, 0))
                                .variables())
                .containsEntry("ZE_AFFINITY_MASK", "1");
        assertThat(
                        of(
                                        new String[] {"tegrastats", "tegra-orin.txt"},
                                        new DeviceShare("gpu", 0, 0.5, 0))
                                .variables())
                .containsEntry("CUDA_VISIBLE_DEVICES", "0");
    }

    @Test
    void aDecisionThatNamesNoDevicesSaysNothingOfThem() throws Exception {
        assertThat(of(H200).variables()).isEmpty();
    }

    @Test
    void aDeviceThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> of(H200, new DeviceShare("gpu", 7, 1, 0)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("no gpu 7 on this node");
    }

    @Test
    void containersGetTheirDevicesByFlags() throws Exception {
        Order order =
                OrderReader.read(
                        new Payload(
                                "{\"image\":\"team/x:1\",\"args\":[\"-v\"],\"limits\":{\"cpu\":1.5,\"mem\":512}}"));
        Map<String, String> told = Map.of("A", "b c");
        DeviceEnvironment gpus =
                of(H200, new DeviceShare("gpu", 0, 1, 0), new DeviceShare("gpu", 1, 1, 0));
        assertThat(ContainerCommand.of("docker", "n", order, told, gpus).run())
                .containsExactly(
                        "docker",
                        "run",
                        "--rm",
                        "--name",
                        "n",
                        "--cpus",
                        "1.500",
                        "--memory",
                        "512m",
                        "--gpus",
                        "\"device=" + FIRST + "," + SECOND + "\"",
                        "--env",
                        "A=b c",
                        "team/x:1",
                        "-v");
        assertThat(ContainerCommand.of("podman", "n", order, told, gpus).run())
                .containsSubsequence("--device", "nvidia.com/gpu=" + FIRST);
        assertThat(ContainerCommand.of("podman", "n", order, told, gpus).remove())
                .containsExactly("podman", "rm", "--force", "n");
        DeviceEnvironment npu =
                of(new String[] {"npu-smi", "npu-910b.txt"}, new DeviceShare("npu", 1, 1, 0));
        assertThat(ContainerCommand.of("docker", "n", order, told, npu).run())
                .containsSubsequence(
                        "--device", "/dev/davinci1", "--device", "/dev/davinci_manager");
    }
}
