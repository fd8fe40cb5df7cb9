package org.dsppo.jobs.agent.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Asks every tool that is there again and again, each on a thread of its own: one that hangs holds
 * up nobody else. A tool that comes later is found.
 */
public final class DeviceWatch implements AutoCloseable {

    private final List<DeviceMonitor> monitors;
    private final Tools tools;
    private final DeviceInventory inventory;
    private final Duration interval;
    private final Consumer<String> log;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, String> said = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    /**
     * @param interval between two questions to a tool
     * @param log is told once per change that a tool fails, and that it is well again
     */
    public DeviceWatch(
            List<DeviceMonitor> monitors,
            Tools tools,
            DeviceInventory inventory,
            Duration interval,
            Consumer<String> log) {
        this.monitors = monitors;
        this.tools = tools;
        this.inventory = inventory;
        this.interval = interval;
        this.log = log;
    }

    /** Asks every tool once. */
    public void once() {
        monitors.forEach(this::ask);
    }

    /** Asks from now on. */
    public void start() {
        for (DeviceMonitor monitor : monitors) {
            Thread thread = new Thread(() -> watch(monitor), "watch " + monitor.tool());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void watch(DeviceMonitor monitor) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                ask(monitor);
                Thread.sleep(interval.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(DeviceMonitor monitor) {
        boolean there = tools.has(monitor.tool());
        if (!there && !known(monitor)) {
            return;
        }
        try {
            inventory.shown(monitor, monitor.read(tools));
            say(monitor, null);
        } catch (ToolFailedException e) {
            inventory.silent(monitor);
            say(monitor, e.getMessage());
        }
    }

    private synchronized boolean known(DeviceMonitor monitor) {
        return asked.contains(monitor.tool());
    }

    private synchronized void say(DeviceMonitor monitor, String problem) {
        asked.add(monitor.tool());
        String before = said.put(monitor.tool(), problem);
        if (problem != null && !problem.equals(before)) {
            log.accept(monitor.tool() + " fails, its devices take nothing new: " + problem);
        } else if (problem == null && before != null) {
            log.accept(monitor.tool() + " answers again");
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
