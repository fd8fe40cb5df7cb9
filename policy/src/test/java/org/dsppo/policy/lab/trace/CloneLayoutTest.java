package org.dsppo.policy.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as one gets them by cloning the repositories of the traces, with small files. */
class CloneLayoutTest {

    private static final String PHYSICAL =
            "LM\tpython main.py\tgpusched/lm\t--steps\t1\t500000\t1\t1\t-1.000000\t0\n"
                    + "LM\tpython main.py\tgpusched/lm\t--steps\t1\t2000000\t4\t5\t1.2\t60.5\n"
                    + "LM\tpython main.py\tgpusched/lm\t--steps\t1\t10\t0\t1\t-1.000000\t70\n";

    @TempDir Path clone;

    @Test
    void alibabaHasTwoListsOfNodesBesideManyOfPods() throws Exception {
        Path csv = clone.resolve("cluster-trace-gpu-v2023/csv");
        Path small = SmallTraces.folder("openb");
        copy(small.resolve("openb_node_list_all.csv"), csv.resolve("openb_node_list_all_node.csv"));
        write(
                csv.resolve("openb_node_list_gpu_node.csv"),
                "sn,cpu_milli,memory_mib,gpu,model\nn2,96000,524288,2,T4\n");
        Path pods = small.resolve("openb_pod_list_default.csv");
        for (String name : new String[] {"default", "cpu0", "cpu050"}) {
            copy(pods, csv.resolve("openb_pod_list_" + name + ".csv"));
        }
        copy(pods, clone.resolve("cluster-trace-gpu-v2020/data/pai_job_table.csv"));

        TraceReading reading = TraceSource.parse("openb:" + csv + ":file=default").read();
        assertThat(reading.workload().catalogue().nodes()).hasSize(1);
        assertThat(reading.summary())
                .endsWith(
                        "; openb_node_list_gpu_node.csv of 2 files *node_list*.csv"
                                + " (nodelist= for another)");
        // From the root of the clone; cpu0 is one file though cpu050 begins alike.
        assertThat(
                        TraceSource.parse("openb:" + clone + ":file=cpu0:nodelist=all_node")
                                .read()
                                .workload())
                .satisfies(
                        workload -> {
                            assertThat(workload.name())
                                    .isEqualTo("openb openb_pod_list_cpu0 nodelist=all_node");
                            assertThat(workload.catalogue().nodes()).hasSize(7);
                        });
        assertThatThrownBy(() -> TraceSource.parse("openb:" + csv + ":file=cpu0:nodelist=x").read())
                .hasMessageContaining(
                        "has 0 files beside it that could be its *node_list*.csv, expected 1; option"
                                + " nodelist= names one of [openb_node_list_all_node.csv,"
                                + " openb_node_list_gpu_node.csv]");
    }

    @Test
    void gavelHasThroughputsAboveItsTracesAndTracesOfThreeForms() throws Exception {
        Path scheduler = clone.resolve("scheduler");
        Path small = SmallTraces.folder("gavel");
        Path throughputs = small.resolve("simulation_throughputs.json");
        copy(throughputs, scheduler.resolve("simulation_throughputs.json"));
        write(scheduler.resolve("oracle_throughputs.json"), "{}");
        copy(small.resolve("small.trace"), scheduler.resolve("traces/msr/seed=0/0e4a51.trace"));
        copy(small.resolve("small.trace"), scheduler.resolve("traces/msr/seed=1/0e4a51.trace"));
        write(scheduler.resolve("traces/physical_cluster/small_test.trace"), PHYSICAL);
        write(
                scheduler.resolve("traces/generated/nine.trace"),
                "LM\tpython main.py\t--steps\t1\t500000\t4\t1.0\t-1.0\t30.0\n");

        TraceReading physical =
                TraceSource.parse("gavel:" + scheduler + ":file=physical_cluster").read();
        assertThat(SmallTraces.tasks(physical.workload()))
                .extracting(
                        TaskSubmitted::taskId,
                        TaskSubmitted::submittedAtMillis,
                        TaskSubmitted::taskClass,
                        TaskSubmitted::runtimeScale)
                .containsExactly(
                        tuple("job-000001", 0L, "LM x1", 0.5),
                        tuple("job-000002", 60_500L, "LM x4", 2.0));
        assertThat(physical.omissions()).containsExactly(new Omission("of no accelerator", 1));
        assertThat(physical.summary()).contains("simulation_throughputs.json of 2 files");
        assertThat(TraceSource.parse("gavel:" + clone + ":file=seed=1").read().workload().tasks())
                .hasSize(3);
        assertThat(
                        SmallTraces.tasks(
                                TraceSource.parse(
                                                "gavel:"
                                                        + scheduler.resolve(
                                                                "traces/generated/nine.trace"))
                                        .read()
                                        .workload()))
                .extracting(TaskSubmitted::submittedAtMillis, TaskSubmitted::taskClass)
                .containsExactly(tuple(30_000L, "LM x4"));
        assertThatThrownBy(() -> TraceSource.parse("gavel:" + clone).read())
                .hasMessage(
                        clone
                                + " holds 4 files that could be meant, expected option file= to name"
                                + " one of [scheduler/traces/generated/nine.trace,"
                                + " scheduler/traces/msr/seed=0/0e4a51.trace,"
                                + " scheduler/traces/msr/seed=1/0e4a51.trace,"
                                + " scheduler/traces/physical_cluster/small_test.trace]");
    }

    @Test
    void azureHasOtherTablesBesideItsRequests() throws Exception {
        copy(
                SmallTraces.folder("azure").resolve("arrivals.csv"),
                clone.resolve("data/AzureLLMInferenceTrace_code.csv"));
        copy(
                SmallTraces.folder("azure").resolve("arrivals.csv"),
                clone.resolve("data/AzureLLMInferenceTrace_conv.csv"));
        write(clone.resolve("analysis/GreenSKU-Framework/data/other_data/azure_dc_data.csv"), "x");
        assertThat(TraceSource.parse("azure:" + clone + ":file=code:catalogue=i3").read())
                .satisfies(
                        reading -> {
                            assertThat(reading.workload().name())
                                    .startsWith("azure AzureLLMInferenceTrace_code on");
                            assertThat(reading.workload().tasks()).hasSize(4);
                        });
    }

    @Test
    void burstGptAndMooncakeOpenFromTheirRoots() throws Exception {
        write(
                clone.resolve("data/BurstGPT_1.csv"),
                "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n"
                        + "5,ChatGPT,472,18,490,Conversation log\n");
        write(clone.resolve("example/preprocess_data/shareGPT.csv"), "x\n1\n");
        write(
                clone.resolve("FAST25-release/traces/synthetic_trace.jsonl"),
                "{\"timestamp\": 7, \"input_length\": 1, \"output_length\": 1, \"hash_ids\": []}\n");
        write(
                clone.resolve("mooncake-store/benchmarks/master_rpc_trace_example.jsonl"),
                "{\"op\": \"get\"}\n");
        assertThat(
                        TraceSource.parse("burstgpt:" + clone + ":catalogue=i3")
                                .read()
                                .workload()
                                .tasks())
                .hasSize(1);
        assertThat(
                        TraceSource.parse("mooncake:" + clone + ":catalogue=i3")
                                .read()
                                .workload()
                                .tasks())
                .hasSize(1);
    }

    @Test
    void partsOfSeveralDevicesAreLeftOutAsSuchAndMemoryMayBeMissing() throws Exception {
        write(
                clone.resolve("openb_node_list_gpu_node.csv"),
                "sn,cpu_milli,memory_mib,gpu,model\nn0,64000,262144,2,V100M32\n");
        write(
                clone.resolve("openb_pod_list_x.csv"),
                """
                name,cpu_milli,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time
                halves,12000,2,500,,LS,Running,0,100,0
                quoted,12000,1,1000,"V100M16|V100M32",LS,Running,0,3600,0
                whole,12000,2,1000,,LS,Running,5,3605,5
                """);
        TraceReading reading = TraceSource.parse("openb:" + clone).read();
        assertThat(reading.summary())
                .isEqualTo(
                        "openb openb_pod_list_x: 2 of 3 records; left out: 1 with parts of several"
                                + " devices; no column memory_mib: pods are taken to need no memory");
        assertThat(SmallTraces.tasks(reading.workload()))
                .extracting(TaskSubmitted::taskId, TaskSubmitted::taskClass)
                .containsExactly(
                        tuple("quoted", "12c 0m 1g V100M16|V100M32"), tuple("whole", "12c 0m 2g"));
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    private static void write(Path to, String text) throws Exception {
        Files.createDirectories(to.getParent());
        Files.writeString(to, text);
    }
}
