package org.dsppo.jobs.report.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Figures as JSON. What is no number, such as the interval of a single sample, is null, for JSON
 * has no NaN.
 */
public final class FigureJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private FigureJson() {}

    /** For files that people open: indented, numbers in full. */
    public static String indented(Object value) {
        JsonNode tree = MAPPER.valueToTree(value);
        return finite(tree, MathContext.UNLIMITED).toPrettyString();
    }

    /** For a page: short, numbers to six digits, and safe inside a script element. */
    static String embeddable(Object value) {
        JsonNode tree = MAPPER.valueToTree(value);
        return finite(tree, new MathContext(6)).toString().replace("<", "\\u003c");
    }

    private static JsonNode finite(JsonNode node, MathContext precision) {
        if (node.isDouble()) {
            return number(node.doubleValue(), precision);
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(each -> each.setValue(finite(each.getValue(), precision)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, finite(array.get(i), precision));
            }
        }
        return node;
    }

    private static JsonNode number(double value, MathContext precision) {
        if (!Double.isFinite(value)) {
            return NullNode.getInstance();
        }
        return DoubleNode.valueOf(BigDecimal.valueOf(value).round(precision).doubleValue());
    }
}
