package org.dsppo.jobs.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.dsppo.jobs.bridge.BridgeScript.decision;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubernetesPlatformTest {

    private static final PlacementDecision FIRST = decision(DecisionKind.ASSIGN, "k:a", 1, "n0");
    private static final PlacementDecision SECOND = decision(DecisionKind.ASSIGN, "k:a", 2, "n1");

    private final MockApiServer server = new MockApiServer();
    private final KubernetesClient client = server.client();
    private final BlockingQueue<BindResult> results = new LinkedBlockingQueue<>();
    private final ApiCalls calls =
            new ApiCalls(client, "test", 2, (uid, decision, result) -> results.add(result));
    private final Platform platform = new KubernetesPlatform(client, calls);
    private Workload workload;

    @BeforeEach
    void createPod() {
        workload = workload(client.resource(MockApiServer.pod("p0", "1", "1Gi")).create());
    }

    @AfterEach
    void close() {
        calls.close();
        client.close();
        server.close();
    }

    private static Workload workload(Pod pod) {
        return new PodReader(BridgeScript.SETTINGS).workload(pod);
    }

    private Pod pod() {
        return client.pods().inNamespace("ml").withName("p0").get();
    }

    private BindResult bind(PlacementDecision decision) throws InterruptedException {
        platform.bind(workload, decision);
        BindResult result = results.poll(1, TimeUnit.MINUTES);
        assertThat(result).as("an answer within a minute").isNotNull();
        return result;
    }

    @Test
    void aPodIsBoundOnceWithTheDecisionOnIt() throws Exception {
        assertThat(bind(FIRST)).isEqualTo(BindResult.DONE);
        assertThat(pod().getSpec().getNodeName()).isEqualTo("n0");
        assertThat(workload(pod()).decisionId()).isEqualTo("k:a#1");
        assertThat(workload(pod()).strategy()).isEqualTo(Wish.STRATEGY);

        assertThat(bind(SECOND).kind()).isEqualTo(BindResult.Kind.LOST);
        assertThat(pod().getSpec().getNodeName()).isEqualTo("n0");
        assertThat(bind(FIRST)).as("the same again").isEqualTo(BindResult.DONE);
        assertThat(server.refusals()).isEqualTo(2);
        assertThat(server.bindings().get(workload.uid())).hasValue(1);
    }

    @Test
    void anAnswerThatIsLostIsAskedFor() throws Exception {
        server.loseAnswers(1);
        assertThat(bind(FIRST)).isEqualTo(BindResult.DONE);
        assertThat(server.bindings().get(workload.uid())).hasValue(1);
    }

    @Test
    void aPodThatIsGoneIsNotTakenForAnotherOfItsName() throws Exception {
        client.resource(pod()).delete();
        assertThat(bind(FIRST).kind()).isEqualTo(BindResult.Kind.GONE);
        client.resource(MockApiServer.pod("p0", "1", "1Gi")).create();
        assertThat(bind(FIRST).kind()).isEqualTo(BindResult.Kind.GONE);
        assertThat(pod().getSpec().getNodeName()).isNull();

        platform.stop(workload);
        calls.close();
        assertThat(pod()).as("the other one").isNotNull();
    }

    @Test
    void aPodIsStoppedByItsDeletion() {
        platform.stop(workload);
        calls.close();
        assertThat(pod()).isNull();
    }

    @Test
    void ownersAreToldInEvents() {
        platform.tell(workload, Notice.waiting("k:a", "no node has 2 GPUs free"));
        platform.tell(workload, Notice.warning("NotSupported", "ports"));
        calls.close();
        List<Event> events = client.v1().events().inNamespace("ml").list().getItems();
        assertThat(events)
                .extracting(Event::getType, Event::getReason, Event::getMessage)
                .containsExactlyInAnyOrder(
                        tuple("Normal", "Waiting", "no node has 2 GPUs free (task k:a)"),
                        tuple("Warning", "NotSupported", "ports"));
        assertThat(events)
                .allSatisfy(
                        each ->
                                assertThat(each.getInvolvedObject().getUid())
                                        .isEqualTo(workload.uid()));
    }
}
