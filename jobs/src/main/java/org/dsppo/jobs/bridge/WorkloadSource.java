package org.dsppo.jobs.bridge;

import java.util.function.Consumer;

/** Where workloads and nodes come from: a watch of a platform. */
interface WorkloadSource extends AutoCloseable {

    /** Whatever changes from now on is handed over, on any thread, in order. */
    void watch(Consumer<Consumer<BridgeLogic>> changes);

    /** Gives what is there now; changes since may be on their way still. */
    void present(BridgeLogic logic);

    /** When the oldest that waits was made, epoch milliseconds; a fallback if none does. */
    long oldestWaitingMillis(long fallbackMillis);

    @Override
    void close();
}
