package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dsppo.schemas.decision.PlacementDecision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What both platforms need of calls to an API server: threads, results, and events. */
final class ApiCalls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiCalls.class);
    private static final int UNPROCESSABLE = 422;
    private static final long CLOSE_SECONDS = 10;

    private final KubernetesClient client;
    private final String component;
    private final BindListener listener;
    private final ExecutorService threads;

    /** Gets the results of bindings, on whatever thread made the call. */
    @FunctionalInterface
    interface BindListener {
        void bound(String uid, PlacementDecision decision, BindResult result);
    }

    /**
     * @param component what events say that they come from
     * @param parallel how many calls are under way at a time
     */
    ApiCalls(KubernetesClient client, String component, int parallel, BindListener listener) {
        this.client = client;
        this.component = component;
        this.listener = listener;
        this.threads = Executors.newFixedThreadPool(parallel);
    }

    /**
     * Binds on a thread of its own.
     *
     * @param write the one write
     * @param found what has become of the workload, asked where the write did not say
     */
    void bind(
            Workload workload,
            PlacementDecision decision,
            Runnable write,
            Supplier<BindResult> found) {
        threads.execute(
                () -> listener.bound(workload.uid(), decision, result(workload, write, found)));
    }

    private static BindResult result(
            Workload workload, Runnable write, Supplier<BindResult> found) {
        try {
            write.run();
            return BindResult.DONE;
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_NOT_FOUND ->
                        new BindResult(BindResult.Kind.GONE, "it is gone");
                case HttpURLConnection.HTTP_BAD_REQUEST,
                        HttpURLConnection.HTTP_FORBIDDEN,
                        UNPROCESSABLE ->
                        new BindResult(BindResult.Kind.REFUSED, e.getMessage());
                // Bound already, or nobody knows: the write may have got through.
                default -> ask(workload, e, found);
            };
        }
    }

    private static BindResult ask(
            Workload workload, KubernetesClientException problem, Supplier<BindResult> found) {
        try {
            return found.get();
        } catch (KubernetesClientException e) {
            LOG.warn("The API server does not say whether {} is bound", workload.path(), e);
            return new BindResult(
                    BindResult.Kind.REFUSED,
                    "the API server does not answer: " + problem.getMessage());
        }
    }

    /** Does something that nobody waits for. */
    void run(String what, Runnable call) {
        threads.execute(
                () -> {
                    try {
                        call.run();
                    } catch (KubernetesClientException e) {
                        LOG.warn("Cannot {}: {}", what, e.getMessage());
                    }
                });
    }

    /** Writes an event about a workload. */
    void tell(Workload workload, String apiVersion, String kind, Notice notice) {
        String now = Instant.now().toString();
        Event event =
                new EventBuilder()
                        .withNewMetadata()
                        .withGenerateName(workload.name() + ".")
                        .withNamespace(workload.namespace())
                        .endMetadata()
                        .withNewInvolvedObject()
                        .withApiVersion(apiVersion)
                        .withKind(kind)
                        .withNamespace(workload.namespace())
                        .withName(workload.name())
                        .withUid(workload.uid())
                        .endInvolvedObject()
                        .withType(notice.warning() ? "Warning" : "Normal")
                        .withReason(notice.reason())
                        .withMessage(notice.message())
                        .withFirstTimestamp(now)
                        .withLastTimestamp(now)
                        .withCount(1)
                        .withNewSource()
                        .withComponent(component)
                        .endSource()
                        .build();
        run(
                "write an event about " + workload.path(),
                () ->
                        client.v1()
                                .events()
                                .inNamespace(workload.namespace())
                                .resource(event)
                                .create());
    }

    /** Lets calls end that are under way. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
