package org.dsppo.jobs.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeadershipTest {

    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

    private Thread contender(KubernetesClient client, String name) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                new Leadership(client, "dsppo", "bridge", name)
                                        .run(
                                                () -> {
                                                    log.add(name + " works");
                                                    Thread.sleep(Long.MAX_VALUE);
                                                },
                                                leader -> {});
                            } catch (InterruptedException e) {
                                log.add(name + " stopped");
                            }
                        });
        thread.start();
        return thread;
    }

    private String next() throws InterruptedException {
        String next = log.poll(2, TimeUnit.MINUTES);
        assertThat(next).as("something happens within two minutes").isNotNull();
        return next;
    }

    @Test
    void oneLeadsAndTheNextTakesOverOnceItStops() throws Exception {
        try (MockApiServer server = new MockApiServer();
                KubernetesClient client = server.client()) {
            Thread first = contender(client, "a");
            assertThat(next()).isEqualTo("a works");
            Thread second = contender(client, "b");
            // Longer than b's first tries take.
            assertThat(log.poll(4, TimeUnit.SECONDS)).isNull();
            first.interrupt();
            assertThat(next()).isEqualTo("a stopped");
            assertThat(next()).isEqualTo("b works");
            second.interrupt();
            assertThat(next()).isEqualTo("b stopped");
            first.join();
            second.join();
        }
    }
}
