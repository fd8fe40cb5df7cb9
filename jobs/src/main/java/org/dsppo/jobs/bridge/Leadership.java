package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.dsppo.jobs.console.RunFailedException;

/**
 * One of several leads, by a Lease of the platform; the others wait. Who loses it stops at once: a
 * binding of two leaders would still be written once only, but decisions would be reported twice.
 */
final class Leadership {

    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration RENEW_WITHIN = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final String identity;

    /** Work that ends when its thread is interrupted. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /**
     * @param name of the Lease
     * @param identity who we are, unlike all others
     */
    Leadership(KubernetesClient client, String namespace, String name, String identity) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.identity = identity;
    }

    /**
     * Waits until we lead, then works.
     *
     * @param leader is told who leads, whenever that changes
     * @throws RunFailedException if we lead no longer
     */
    void run(Work work, Consumer<String> leader) throws InterruptedException {
        Thread worker = Thread.currentThread();
        CountDownLatch elected = new CountDownLatch(1);
        AtomicBoolean lost = new AtomicBoolean();
        LeaderCallbacks callbacks =
                new LeaderCallbacks(
                        elected::countDown,
                        () -> {
                            lost.set(true);
                            worker.interrupt();
                        },
                        leader);
        CompletableFuture<?> election =
                client.leaderElector().withConfig(config(callbacks)).build().start();
        try {
            elected.await();
            work.run();
        } catch (InterruptedException e) {
            if (lost.get()) {
                throw new RunFailedException(
                        "lease %s/%s is somebody else's now".formatted(namespace, name), e);
            }
            throw e;
        } finally {
            election.cancel(true);
        }
    }

    private LeaderElectionConfig config(LeaderCallbacks callbacks) {
        return new LeaderElectionConfigBuilder()
                .withName(name)
                .withLock(new LeaseLock(namespace, name, identity))
                .withLeaseDuration(LEASE)
                .withRenewDeadline(RENEW_WITHIN)
                .withRetryPeriod(RETRY)
                .withReleaseOnCancel(true)
                .withLeaderCallbacks(callbacks)
                .build();
    }
}
