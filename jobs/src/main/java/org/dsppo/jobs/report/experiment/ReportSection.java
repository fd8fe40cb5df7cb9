package org.dsppo.jobs.report.experiment;

import java.util.List;

/**
 * A part of a report that some experiments have: text, and a table.
 *
 * @param title heading
 * @param paragraphs text before the table
 * @param columns headings of the table
 * @param rows cells as text, the first of each row its heading
 * @param note remark under the table
 */
public record ReportSection(
        String title,
        List<String> paragraphs,
        List<String> columns,
        List<List<String>> rows,
        String note) {}
