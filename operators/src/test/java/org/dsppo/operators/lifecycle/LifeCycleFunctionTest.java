package org.dsppo.operators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.placement.PlacementInput;
import org.dsppo.operators.serving.CanarySplit;
import org.dsppo.operators.serving.Comparison;
import org.dsppo.operators.serving.ControlBoards;
import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.operators.serving.TextArtefacts;
import org.dsppo.operators.state.OpenedHarness;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.codec.CatalogueEntries;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class LifeCycleFunctionTest {

    private static final LifeCycleOptions OPTIONS =
            LifeCycleOptions.of("p", true, CanarySplit.WINDOWS, 1_000).withSamples(20, 30, 2);

    /** One node that runs a task quickly, and one that does so slowly. */
    private static final Catalogue CATALOGUE =
            new Catalogue(
                    "two",
                    List.of("cpu"),
                    List.of(),
                    List.of(new ClusterSpec("c", "edge", "default", Map.of(), Map.of())),
                    List.of(
                            new NodeSpec("f", "c", Map.of("k", "f"), Map.of("cpu", 2.0), Map.of()),
                            new NodeSpec("s", "c", Map.of("k", "s"), Map.of("cpu", 9.0), Map.of())),
                    Map.of(
                            "job",
                            List.of(
                                    new ExecutionStrategy(
                                            "quick",
                                            Map.of("k", "f"),
                                            Map.of("cpu", 1.0),
                                            100,
                                            null),
                                    new ExecutionStrategy(
                                            "long",
                                            Map.of("k", "s"),
                                            Map.of("cpu", 1.0),
                                            900,
                                            null))));

    private KeyedBroadcastOperatorTestHarness<String, LifeCycleInput, ControlMessage, PolicyRecord>
            harness;

    private void start(OperatorSubtaskState state) throws Exception {
        harness =
                new KeyedBroadcastOperatorTestHarness<>(
                        new CoBroadcastWithKeyedOperator<>(
                                new LifeCycleFunction(
                                        OPTIONS, 40, 1, new TextArtefacts(), "greedy", null),
                                ControlBoards.broadcastStates()),
                        input -> "p",
                        Types.STRING,
                        OpenedHarness.MAX_PARALLELISM,
                        1,
                        0);
        OpenedHarness.open(harness, state);
    }

    private void control(ControlMessage message) throws Exception {
        harness.processBroadcastElement(message, 0);
    }

    private void publish(int version, String behaviour) throws Exception {
        control(ControlMessage.of(TextArtefacts.record("p@" + version, behaviour)));
    }

    private void arrivals(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            harness.setProcessingTime(harness.getProcessingTime() + 30);
            long now = harness.getProcessingTime();
            harness.processElement(
                    LifeCycleInput.of(PlacementInput.of(TaskSubmitted.of("t" + now, now, "job"))),
                    0);
        }
    }

    private void shadowReport(int version, long agreed) throws Exception {
        harness.processElement(
                LifeCycleInput.of(
                        PolicyReport.ofShadow(
                                "default",
                                "p",
                                version,
                                harness.getProcessingTime(),
                                new Comparison(20, agreed, 20, 100, 100, 0))),
                0);
    }

    private List<PolicyStages> published() {
        return harness.extractOutputValues().stream().map(PolicyRecord::stages).toList();
    }

    private PolicyStages last() {
        List<PolicyStages> all = published();
        return all.get(all.size() - 1);
    }

    private void started() throws Exception {
        start(null);
        for (var entry : CatalogueEntries.of(CATALOGUE)) {
            control(ControlMessage.of(entry));
        }
        publish(1, "greedy");
    }

    @Test
    void promotesAfterTheShadowAgreesAndTheReplayIsGood() throws Exception {
        started();
        publish(2, "first-fit");
        control(ControlMessage.of(new PolicyStages("p", 1, 1, null, 2)));
        arrivals(60);
        shadowReport(2, 18);
        harness.setProcessingTime(harness.getProcessingTime() + 600);

        assertThat(last().canary()).isEqualTo(2);
        assertThat(last().reason()).contains("replay of 40 tasks +0.0 %");
        harness.close();
    }

    @Test
    void dropsInTheReplayWhatAgreedOnTheEasyTasks() throws Exception {
        started();
        publish(2, "least-allocated");
        control(ControlMessage.of(new PolicyStages("p", 1, 1, null, 2)));
        arrivals(60);
        shadowReport(2, 18);
        harness.setProcessingTime(harness.getProcessingTime() + 600);

        assertThat(last().canary()).isNull();
        assertThat(last().shadow()).isNull();
        assertThat(last().reason()).startsWith("dropped 2").contains("replay of 40 tasks +");
        harness.close();
    }

    @Test
    void dropsInTheReplayWhatCannotDecideAtAll() throws Exception {
        started();
        publish(2, "wrong");
        control(ControlMessage.of(new PolicyStages("p", 1, 1, null, 2)));
        arrivals(60);
        shadowReport(2, 20);
        harness.setProcessingTime(harness.getProcessingTime() + 600);

        assertThat(last().shadow()).isNull();
        harness.close();
    }

    @Test
    void takesOutWhatIsRefused() throws Exception {
        started();
        publish(2, "poison");
        control(ControlMessage.of(new PolicyStages("p", 1, 2, null, null, 1, null)));
        arrivals(1);
        harness.setProcessingTime(harness.getProcessingTime() + 600);

        assertThat(published())
                .containsExactly(
                        new PolicyStages("p", 2, 1, null, null, 1, "refused 2: it is poison"));
        harness.close();
    }

    @Test
    void remembersArrivalsAndTheTrialAcrossARestore() throws Exception {
        started();
        publish(2, "first-fit");
        control(ControlMessage.of(new PolicyStages("p", 1, 1, null, 2)));
        arrivals(60);
        OperatorSubtaskState snapshot = harness.snapshot(1, harness.getProcessingTime());
        long then = harness.getProcessingTime();
        harness.close();

        start(snapshot);
        harness.setProcessingTime(then);
        shadowReport(2, 18);
        harness.setProcessingTime(then + 600);
        assertThat(last().canary()).isEqualTo(2);
        assertThat(last().reason()).contains("replay of 40 tasks");
        harness.close();
    }
}
