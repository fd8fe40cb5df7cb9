package org.dsppo.operators.serving;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.policyversion.PolicyStages;

/**
 * Which policy decides: the version that the stage record of the highest revision makes active,
 * passing over versions that are not there or were refused; of each name the last record that could
 * be used is kept for that. Records that make none active only tell who is on trial. Without any
 * other record the default decides.
 *
 * <p>A version is an artefact, or what the factory makes of the record's name: heuristics and what
 * comes with the product have one version.
 */
public final class PolicyBoard {

    private static final Comparator<PolicyStages> NEWEST_FIRST =
            Comparator.comparingLong(PolicyStages::revision)
                    .reversed()
                    .thenComparing(PolicyStages::name);

    private final PolicyFactory factory;
    private final PolicySeat byDefault;

    /** One for each name, so that a seat is known again. */
    private final Map<String, Supplier<PlacementPolicy>> named = new HashMap<>();

    private final Map<String, LoadedPolicy> artefacts = new HashMap<>();
    private final Map<String, PolicyStages> stages = new HashMap<>();
    private final Map<String, PolicyStages> usable = new HashMap<>();
    private ServingPlan plan;
    private long version;

    /**
     * @throws IllegalArgumentException if the default is not known
     */
    public PolicyBoard(PolicyFactory factory, String defaultName) {
        this.factory = factory;
        PolicyReference reference = factory.create(defaultName).reference();
        this.byDefault =
                new PolicySeat(
                        staged(defaultName, reference.version(), PolicySeat.ACTIVE),
                        named(defaultName));
        this.plan = new ServingPlan(byDefault, null, null, byDefault.reference());
    }

    private static PolicyReference staged(String name, int version, String stage) {
        return new PolicyReference(name, version, stage);
    }

    /** Key of an artefact, {@code name@version}. */
    public static String keyOf(String name, int version) {
        return name + '@' + version;
    }

    /**
     * Takes back what a snapshot holds; what was refused then is refused again.
     *
     * @param newest the newest record of every name
     * @param usedBefore of each name the last record that could be used
     */
    public void restore(
            Map<String, byte[]> saved,
            Collection<PolicyStages> newest,
            Collection<PolicyStages> usedBefore) {
        saved.forEach(
                (key, artefact) -> {
                    try {
                        load(key, artefact);
                    } catch (RefusedPolicyException known) {
                        // It was reported when it came.
                        artefacts.remove(key);
                    }
                });
        usedBefore.forEach(each -> usable.put(each.name(), each));
        newest.forEach(each -> stages.put(each.name(), each));
        choose();
    }

    /**
     * An artefact came in. It is the publisher's affair that a version never changes; if it does,
     * the last one counts.
     *
     * @throws RefusedPolicyException if it cannot be used; the version is then as if it were not
     *     there
     */
    public void put(String key, byte[] artefact) throws RefusedPolicyException {
        try {
            load(key, artefact);
        } catch (RefusedPolicyException e) {
            artefacts.remove(key);
            throw e;
        } finally {
            choose();
        }
    }

    private void load(String key, byte[] artefact) throws RefusedPolicyException {
        LoadedPolicy loaded = factory.load(artefact);
        String expected = keyOf(loaded.name(), loaded.version());
        if (!key.equals(expected)) {
            throw new RefusedPolicyException(
                    "key", "key is %s, expected %s as in the artefact".formatted(key, expected));
        }
        artefacts.put(key, loaded);
    }

    /** An artefact was deleted. */
    public void removeArtefact(String key) {
        if (artefacts.remove(key) != null) {
            choose();
        }
    }

    /**
     * A stage record came in.
     *
     * @return false if one of the same or a higher revision is here
     */
    public boolean put(PolicyStages record) {
        PolicyStages before = stages.get(record.name());
        if (before != null && before.revision() >= record.revision()) {
            return false;
        }
        stages.put(record.name(), record);
        choose();
        return true;
    }

    /** A stage record was deleted. */
    public void remove(String name) {
        usable.remove(name);
        if (stages.remove(name) != null) {
            choose();
        }
    }

    /** True if there is such a version, and it was not refused. */
    public boolean isUsable(String name, int ofVersion) {
        return maker(name, ofVersion) != null;
    }

    private Supplier<PlacementPolicy> maker(String name, int ofVersion) {
        LoadedPolicy artefact = artefacts.get(keyOf(name, ofVersion));
        if (artefact != null) {
            return artefact.maker();
        }
        try {
            return factory.create(name).reference().version() == ofVersion ? named(name) : null;
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private Supplier<PlacementPolicy> named(String name) {
        return named.computeIfAbsent(name, each -> () -> factory.create(each));
    }

    private PolicySeat seat(String name, Integer ofVersion, String stage) {
        Supplier<PlacementPolicy> maker = ofVersion == null ? null : maker(name, ofVersion);
        return maker == null ? null : new PolicySeat(staged(name, ofVersion, stage), maker);
    }

    private void choose() {
        for (PolicyStages record : stages.values()) {
            if (isFit(record)) {
                usable.put(record.name(), record);
            }
        }
        ServingPlan chosen = planBy(newestFirst());
        if (!references(chosen).equals(references(plan))) {
            version++;
        }
        plan = chosen;
    }

    private List<PolicyStages> newestFirst() {
        return Stream.concat(stages.values().stream(), usable.values().stream())
                .distinct()
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** True if a record can be gone by. */
    private boolean isFit(PolicyStages record) {
        return !record.decides() || isUsable(record.name(), record.active());
    }

    private ServingPlan planBy(List<PolicyStages> newestFirst) {
        // Who is on trial is told by the first record that can be used; who decides, by the first
        // of these that names somebody.
        int at = 0;
        while (at < newestFirst.size() && !isFit(newestFirst.get(at))) {
            at++;
        }
        PolicyStages leading = at == newestFirst.size() ? null : newestFirst.get(at);
        return new ServingPlan(
                active(leading == null ? newestFirst : newestFirst.subList(at, newestFirst.size())),
                leading == null ? null : seat(leading.name(), leading.canary(), PolicySeat.CANARY),
                leading == null ? null : seat(leading.name(), leading.shadow(), PolicySeat.SHADOW),
                newestFirst.stream()
                        .filter(PolicyStages::decides)
                        .findFirst()
                        .map(each -> staged(each.name(), each.active(), PolicySeat.ACTIVE))
                        .orElse(byDefault.reference()));
    }

    /** Null if nobody that the records name is there. */
    private PolicySeat active(List<PolicyStages> newestFirst) {
        List<PolicyStages> deciding = newestFirst.stream().filter(PolicyStages::decides).toList();
        return deciding.isEmpty()
                ? byDefault
                : deciding.stream()
                        .filter(this::isFit)
                        .findFirst()
                        .map(each -> seat(each.name(), each.active(), PolicySeat.ACTIVE))
                        .orElse(null);
    }

    private static List<String> references(ServingPlan plan) {
        return Stream.of(plan.active(), plan.canary(), plan.shadow())
                .map(seat -> seat == null ? "" : Objects.toString(seat.reference()))
                .toList();
    }

    /** The newest stage record of a policy, or null. */
    public PolicyStages newest(String name) {
        return stages.get(name);
    }

    /** Highest revision of any stage record, 0 if there is none. */
    public long highestRevision() {
        return stages.values().stream().mapToLong(PolicyStages::revision).max().orElse(0);
    }

    /** The highest version of a policy that is usable or named by its newest record, 0 for none. */
    public int highestVersion(String name) {
        int highest = byDefault().name().equals(name) ? byDefault().version() : 0;
        for (LoadedPolicy each : artefacts.values()) {
            highest = each.name().equals(name) ? Math.max(highest, each.version()) : highest;
        }
        PolicyStages record = stages.get(name);
        if (record != null) {
            for (Integer named :
                    new Integer[] {record.active(), record.canary(), record.shadow()}) {
                highest = named == null ? highest : Math.max(highest, named);
            }
        }
        return highest;
    }

    /** Who decides while there is no stage record. */
    public PolicyReference byDefault() {
        return byDefault.reference();
    }

    /** Makes what decides while no version of a policy does. */
    public Supplier<PlacementPolicy> makerWithout(String name) {
        PolicySeat seat =
                active(
                        newestFirst().stream()
                                .filter(each -> !each.name().equals(name) && isFit(each))
                                .toList());
        return (seat == null ? byDefault : seat).maker();
    }

    /**
     * Makes a version.
     *
     * @throws IllegalArgumentException if it cannot be used
     */
    public Supplier<PlacementPolicy> makerOf(String name, int ofVersion) {
        Supplier<PlacementPolicy> maker = maker(name, ofVersion);
        if (maker == null) {
            throw new IllegalArgumentException(
                    "version is %s, expected one that can be used"
                            .formatted(keyOf(name, ofVersion)));
        }
        return maker;
    }

    /** Which versions have a part in the decisions now. */
    public ServingPlan plan() {
        return plan;
    }

    /** Rises whenever the plan changes; meaningless across restores. */
    public long version() {
        return version;
    }

    /** For a snapshot: of each name the last record that could be used. */
    public Collection<PolicyStages> usedRecords() {
        return List.copyOf(usable.values());
    }
}
