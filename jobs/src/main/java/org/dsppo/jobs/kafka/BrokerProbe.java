package org.dsppo.jobs.kafka;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import org.apache.kafka.common.utils.Utils;

/**
 * Knocks at the doors of brokers. Clients of Kafka try again and again where nobody listens; people
 * who mistyped a port want to hear of it at once.
 */
public final class BrokerProbe {

    private static final int PATIENCE_MILLIS = 2_000;

    private BrokerProbe() {}

    /**
     * Tries the brokers one after the other.
     *
     * @param bootstrapServers {@code host:port}, separated by commas
     * @return null if somebody listens at one of them, or if that is for Kafka's client to tell;
     *     else why nobody does
     */
    public static String problem(String bootstrapServers) {
        String problem = null;
        for (String each : bootstrapServers.split(",")) {
            String address = each.strip();
            Integer port = Utils.getPort(address);
            if (port == null || port > 65_535) {
                return null;
            }
            problem = knock(Utils.getHost(address), port);
            if (problem == null) {
                return null;
            }
        }
        return problem;
    }

    private static String knock(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            return null;
        } catch (ConnectException e) {
            return "nobody listens there";
        } catch (UnknownHostException e) {
            return "there is no such host";
        } catch (IOException e) {
            return "no answer in " + PATIENCE_MILLIS / 1_000 + " s";
        }
    }
}
