package org.dsppo.policy.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The traces of 2025 and 2026, rows of our own in their columns. */
class AlibabaReadersTest {

    private static final String NODES =
            """
            gpu_model,gpu_capacity_num,cpu_num,node_name
            A10,1,128,2
            A100-SXM4-80GB,8,128,3
            A10,1,128,6
            """;

    private static final String JOBS =
            """
            job_name,organization,gpu_model,cpu_request,gpu_request,worker_num,submit_time,duration,job_type
            1,13,A10,20.0,1.0,1,0.0,7200.0,HP
            2,13,A100-SXM4-80GB,15,8,1,10,1800,Spot
            3,57,A100-SXM4-80GB,15,1,16,20,41060,Spot
            4,57,H800,15,1,1,20,60,Spot
            5,57,A10,15,0.5,1,30,0,Spot
            6,57,A100-SXM4-80GB,15,1.5,1,30,60,Spot
            7,57,A10,15,0.5,1,40,3600,Spot
            8,57,,4,0,1,50,3600,HP
            """;

    private static final String INSTANCES =
            """
            instance_sn,role,app_name,cpu_request,cpu_limit,gpu_request,gpu_limit,rdma_request,rdma_limit,memory_request,memory_limit,disk_request,disk_limit,max_instance_per_node,creation_time,scheduled_time,deletion_time
            i0,HN,app_0,12,12,1,1,25,25,120.0,120.0,640.0,800.0,8,,,
            i1,CN,app_1,64,64,0,0,1,1,320.0,320.0,255.0,300.0,-1,1000.0,1010.0,4610.0
            i2,CN,app_1,64,64,0,0,1,1,320.0,320.0,255.0,300.0,-1,NaN,NaN,5000
            i3,HN,app_2,8,8,1,1,50,50,40.0,40.0,85.0,100.0,4,2000,2000,2900
            i4,HN,app_2,8,8,1,1,50,50,40.0,40.0,85.0,100.0,4,3000,3000,
            i5,HN,app_2,8,8,1,1,50,50,40.0,40.0,85.0,100.0,4,3000,3000,3000
            """;

    @TempDir Path folder;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("node_info_df.csv"), NODES);
        Files.writeString(folder.resolve("job_info_df.csv"), JOBS);
        Files.createDirectory(folder.resolve("v2025"));
        Files.writeString(folder.resolve("v2025/disaggregated_DLRM_trace.csv"), INSTANCES);
    }

    @Test
    void spotJobsBecomeTasksAndTheRestIsCountedByReason() throws Exception {
        TraceReading reading = TraceSource.parse("spot2026:" + folder).read();
        assertThat(SmallTraces.tasks(reading.workload()))
                .extracting(
                        TaskSubmitted::taskId,
                        TaskSubmitted::submittedAtMillis,
                        TaskSubmitted::taskClass,
                        TaskSubmitted::runtimeScale,
                        TaskSubmitted::priority)
                .containsExactly(
                        tuple("job-1", 0L, "20c 1g A10", 2.0, 1),
                        tuple("job-2", 10_000L, "15c 8g A100-SXM4-80GB", 0.5, 0),
                        tuple("job-7", 40_000L, "15c 0.5g A10", 1.0, 0),
                        tuple("job-8", 50_000L, "4c", 1.0, 1));
        assertThat(reading.records()).isEqualTo(8);
        assertThat(reading.omissions())
                .containsExactlyInAnyOrder(
                        new Omission("of several workers", 1),
                        new Omission("that fit on no node", 1),
                        new Omission("with a run time of 0", 1),
                        new Omission("with parts of several devices", 1));
    }

    @Test
    void spotNodesHaveTheirModelAndMayBeFewer() throws Exception {
        Catalogue catalogue = TraceSource.parse("spot2026:" + folder).read().workload().catalogue();
        assertThat(catalogue.nodes().get(1))
                .isEqualTo(
                        new NodeSpec(
                                "node-3",
                                "spot",
                                Map.of("model", "A100-SXM4-80GB"),
                                Map.of("cpu", 128.0, "gpu", 8.0),
                                Map.of()));
        assertThat(catalogue.classes().get("15c 0.5g A10"))
                .containsExactly(
                        new ExecutionStrategy(
                                "A10",
                                Map.of("model", "A10"),
                                Map.of("cpu", 15.0, "gpu", 0.5),
                                3_600_000,
                                null));
        assertThat(MessageCodecs.CATALOGUE.decode(MessageCodecs.CATALOGUE.encode(catalogue)))
                .isEqualTo(catalogue);
        // Of 3 nodes 2 A10 and 1 A100: shares of 2 are 1.33 and .67.
        assertThat(
                        TraceSource.parse("spot2026:" + folder + ":nodes=2")
                                .read()
                                .workload()
                                .catalogue()
                                .nodes())
                .extracting(NodeSpec::nodeId)
                .containsExactly("node-3", "node-6");
    }

    @Test
    void aSecondJobOfANameIsRefused() throws Exception {
        Files.writeString(folder.resolve("job_info_df.csv"), JOBS.replace("\n2,13", "\n1,13"));
        assertThatThrownBy(() -> TraceSource.parse("spot2026:" + folder).read())
                .hasMessageContaining(
                        "job_info_df.csv, line 3, column job_name: is \"1\", expected a name that no"
                                + " other job has");
    }

    @Test
    void instancesOf2025BecomeTasksOfTheirRole() throws Exception {
        TraceReading reading = TraceSource.parse("gpu2025:" + folder.resolve("v2025")).read();
        assertThat(SmallTraces.tasks(reading.workload()))
                .extracting(
                        TaskSubmitted::taskId,
                        TaskSubmitted::submittedAtMillis,
                        TaskSubmitted::taskClass,
                        TaskSubmitted::runtimeScale)
                .containsExactly(
                        tuple("i1", 1_000_000L, "CN 64 cpu, 327680 mem, 1 rdma, 261120 disk", 1.0),
                        tuple(
                                "i3",
                                2_000_000L,
                                "HN 8 cpu, 40960 mem, 1 gpu, 50 rdma, 87040 disk",
                                0.25));
        assertThat(reading.omissions())
                .containsExactlyInAnyOrder(
                        new Omission("that began before the trace", 2),
                        new Omission("that outlived the trace", 1),
                        new Omission("with a run time of 0", 1));
        assertThat(reading.summary())
                .endsWith("; the trace names no nodes: 10 of each role are assumed (nodes=)");
    }

    @Test
    void assumedNodesHoldWhatTheTraceAllowsOnANode() throws Exception {
        Catalogue catalogue =
                TraceSource.parse("gpu2025:" + folder.resolve("v2025") + ":file=DLRM:nodes=2")
                        .read()
                        .workload()
                        .catalogue();
        assertThat(catalogue.name()).isEqualTo("gpu2025-4-assumed-nodes");
        assertThat(catalogue.nodes())
                .extracting(NodeSpec::nodeId)
                .containsExactly("CN-0000", "CN-0001", "HN-0000", "HN-0001");
        // Eight of app_0: 96 cores, 8 devices, 200 %, 960 and 5120 GiB; four of app_2 need less
        // but for the network, 200 % too.
        assertThat(catalogue.nodes().get(2).capacity())
                .isEqualTo(
                        Map.of(
                                "cpu",
                                96.0,
                                "gpu",
                                8.0,
                                "rdma",
                                200.0,
                                "mem",
                                983_040.0,
                                "disk",
                                5_242_880.0));
        assertThat(catalogue.nodes().get(0).capacity())
                .isEqualTo(Map.of("cpu", 64.0, "rdma", 1.0, "mem", 327_680.0, "disk", 261_120.0));
        assertThat(catalogue.classes().values())
                .allSatisfy(
                        strategies ->
                                assertThat(strategies)
                                        .extracting(ExecutionStrategy::runtimeMillis)
                                        .isEqualTo(List.of(3_600_000L)));
    }
}
