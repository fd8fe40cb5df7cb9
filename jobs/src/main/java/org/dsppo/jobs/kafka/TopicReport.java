package org.dsppo.jobs.kafka;

import java.util.List;

/**
 * What creating the topics came to.
 *
 * @param created topics that were missing
 * @param existing topics that were there and left as they are
 * @param mismatches one line per way in which an existing topic differs from what was asked for
 */
public record TopicReport(List<String> created, List<String> existing, List<String> mismatches) {}
