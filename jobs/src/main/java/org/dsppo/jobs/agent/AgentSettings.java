package org.dsppo.jobs.agent;

import java.time.Duration;
import org.dsppo.jobs.agent.execute.ExecutorSettings;

/**
 * What an agent does.
 *
 * @param identity who the node is
 * @param heartbeat between two reports; well below the job's {@code node.suspect.after}
 * @param takesTasks false where nobody acts on decisions for the node: nothing is placed there
 * @param execution how decisions are carried out; null where this agent does not
 */
public record AgentSettings(
        NodeIdentity identity,
        Duration heartbeat,
        boolean takesTasks,
        ExecutorSettings execution) {}
