package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.Binding;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API server that keeps what it is given, with the one rule that its library lacks: a binding
 * sets {@code nodeName} and annotations once, and whoever comes later, or means another pod of the
 * name, is answered 409.
 */
final class MockApiServer implements AutoCloseable {

    /** On a machine that is busy with other tests. */
    private static final int REQUEST_MILLIS = 120_000;

    private static final Pattern BINDING =
            Pattern.compile("/api/v1/namespaces/([^/]+)/pods/([^/]+)/binding");

    /** Held here, since a level is forgotten with its logger: every request would be printed. */
    private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

    private final Rule rule = new Rule();
    private final KubernetesMockServer server;

    /** What the server does with bindings. */
    private static final class Rule extends KubernetesCrudDispatcher {
        final Map<String, AtomicInteger> bindings = new ConcurrentHashMap<>();
        final AtomicInteger refusals = new AtomicInteger();
        final AtomicInteger answersToLose = new AtomicInteger();

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            Matcher path = BINDING.matcher(request.getPath());
            return request.method() == HttpMethod.POST && path.matches()
                    ? bind(path.group(1), path.group(2), request)
                    : super.dispatch(request);
        }

        private synchronized MockResponse bind(
                String namespace, String name, RecordedRequest request) {
            String path = "/api/v1/namespaces/%s/pods/%s".formatted(namespace, name);
            MockResponse found = handleGet(path);
            if (found.code() != 200) {
                return answer(404, "pods \"" + name + "\" not found");
            }
            Pod pod = Serialization.unmarshal(found.getBody().readUtf8(), Pod.class);
            Binding binding = Serialization.unmarshal(request.getUtf8Body(), Binding.class);
            if (!pod.getMetadata().getUid().equals(binding.getMetadata().getUid())
                    || pod.getMetadata().getDeletionTimestamp() != null
                    || pod.getSpec().getNodeName() != null) {
                refusals.incrementAndGet();
                return answer(409, "pod " + name + " is already assigned to a node");
            }
            Map<String, String> notes = new HashMap<>();
            if (pod.getMetadata().getAnnotations() != null) {
                notes.putAll(pod.getMetadata().getAnnotations());
            }
            notes.putAll(binding.getMetadata().getAnnotations());
            Pod bound =
                    new PodBuilder(pod)
                            .editMetadata()
                            .withAnnotations(notes)
                            .endMetadata()
                            .editSpec()
                            .withNodeName(binding.getTarget().getName())
                            .endSpec()
                            .build();
            handleUpdate(
                    new RecordedRequest(
                            "HTTP/1.1",
                            HttpMethod.PUT,
                            path,
                            Headers.builder().build(),
                            new Buffer().writeUtf8(Serialization.asJson(bound))));
            bindings.computeIfAbsent(pod.getMetadata().getUid(), uid -> new AtomicInteger())
                    .incrementAndGet();
            return answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                    ? answer(500, "the answer is lost")
                    : answer(201, null);
        }

        private static MockResponse answer(int code, String message) {
            return new MockResponse()
                    .setResponseCode(code)
                    .setBody(
                            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"%s\",\"code\":%d,\"message\":%s}"
                                    .formatted(
                                            code < 300 ? "Success" : "Failure",
                                            code,
                                            Serialization.asJson(message)));
        }
    }

    MockApiServer() {
        REQUESTS.setLevel(Level.WARNING);
        server =
                new KubernetesMockServer(
                        new Context(), new MockWebServer(), new HashMap<>(), rule, false);
        server.init();
    }

    KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(
                        new ConfigBuilder(Config.empty())
                                .withMasterUrl(server.url("/"))
                                // A lost answer must not wait for the client's patience.
                                .withRequestRetryBackoffLimit(0)
                                .withRequestTimeout(REQUEST_MILLIS)
                                .withConnectionTimeout(REQUEST_MILLIS)
                                .build())
                .build();
    }

    /** So many bindings are written, and the writer hears of an error. */
    void loseAnswers(int count) {
        rule.answersToLose.set(count);
    }

    /** How often each pod was bound, by uid. */
    Map<String, AtomicInteger> bindings() {
        return rule.bindings;
    }

    /** Bindings that were answered 409. */
    int refusals() {
        return rule.refusals.get();
    }

    static Node node(String name, String cpu, String memory) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("kubernetes.io/hostname", name)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addToAllocatable("cpu", new Quantity(cpu))
                .addToAllocatable("memory", new Quantity(memory))
                .addToAllocatable("pods", new Quantity("110"))
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }

    static Pod pod(String name, String cpu, String memory) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("ml")
                .endMetadata()
                .withNewSpec()
                .withSchedulerName("dsppo")
                .addNewContainer()
                .withName("main")
                .withImage("model")
                .withNewResources()
                .addToRequests("cpu", new Quantity(cpu))
                .addToRequests("memory", new Quantity(memory))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }

    /** Sets the phase, as a kubelet would. */
    static void phase(KubernetesClient client, String name, String phase) {
        client.pods()
                .inNamespace("ml")
                .withName(name)
                .edit(
                        pod ->
                                new PodBuilder(pod)
                                        .editOrNewStatus()
                                        .withPhase(phase)
                                        .endStatus()
                                        .build());
    }

    static List<Pod> pods(KubernetesClient client) {
        return client.pods().inNamespace("ml").list().getItems();
    }

    @Override
    public void close() {
        server.destroy();
    }
}
