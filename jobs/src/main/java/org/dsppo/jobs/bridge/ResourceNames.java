package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Resources of Kubernetes in the words and units of the catalogue. */
final class ResourceNames {

    /** Extended resources that are accelerators, by what their vendors' plugins call them. */
    private static final Map<String, String> KNOWN =
            Map.of(
                    "nvidia.com/gpu", "gpu",
                    "amd.com/gpu", "gpu",
                    "gpu.intel.com/i915", "gpu",
                    "gpu.intel.com/xe", "gpu",
                    "huawei.com/Ascend310", "npu",
                    "huawei.com/Ascend310P", "npu",
                    "huawei.com/Ascend910", "npu");

    private static final Map<String, String> MEMORY_LIKE =
            Map.of("memory", "mem", "ephemeral-storage", "disk");

    private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1 << 20);

    private final Map<String, String> own;

    /**
     * @param own resource of Kubernetes to its name in the catalogue; goes before what is known
     */
    ResourceNames(Map<String, String> own) {
        this.own = own;
    }

    /**
     * The same amounts in cores, MB and units. What is known under no other name keeps its own.
     *
     * @param quantities resource of Kubernetes to quantity; null for none
     */
    Map<String, Double> amounts(Map<String, Quantity> quantities) {
        Map<String, Double> amounts = new LinkedHashMap<>();
        if (quantities != null) {
            quantities.forEach(
                    (resource, quantity) ->
                            amounts.merge(name(resource), amount(resource, quantity), Double::sum));
        }
        return amounts;
    }

    private String name(String resource) {
        String named = own.get(resource);
        if (named == null) {
            named = KNOWN.get(resource);
        }
        return named == null ? MEMORY_LIKE.getOrDefault(resource, resource) : named;
    }

    private static double amount(String resource, Quantity quantity) {
        BigDecimal amount = quantity.getNumericalAmount();
        boolean inBytes = MEMORY_LIKE.containsKey(resource) || resource.startsWith("hugepages-");
        return (inBytes ? amount.divide(MEGABYTE, MathContext.DECIMAL64) : amount).doubleValue();
    }
}
