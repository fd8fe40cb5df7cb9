package org.dsppo.jobs.containers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The dashboard and the alerts, which compose and the chart share. */
final class Monitoring {

    private Monitoring() {}

    static JsonNode dashboard() throws IOException {
        return ContainerFiles.yaml(ContainerFiles.CHART.resolve("files/dashboard.json"));
    }

    static List<String> dashboardExpressions() throws IOException {
        List<String> all = new ArrayList<>();
        for (JsonNode panel : dashboard().path("panels")) {
            panel.path("targets").forEach(each -> all.add(each.path("expr").asText()));
        }
        return all;
    }

    static JsonNode alerts() throws IOException {
        return ContainerFiles.yaml(ContainerFiles.CHART.resolve("files/alerts.yml"))
                .path("groups")
                .path(0)
                .path("rules");
    }
}
