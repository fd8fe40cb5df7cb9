package org.dsppo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** The rules on who may know whom, over the classes of all modules. */
@AnalyzeClasses(
        packages = "org.dsppo",
        importOptions = {ImportOption.DoNotIncludeTests.class, DoNotIncludeTestJars.class})
final class ArchitectureTest {

    @ArchTest
    static final ArchRule modulesPointOneWay =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .withOptionalLayers(true)
                    .layer("schemas")
                    .definedBy("org.dsppo.schemas..")
                    .layer("policy")
                    .definedBy("org.dsppo.policy..")
                    .layer("operators")
                    .definedBy("org.dsppo.operators..")
                    .layer("jobs")
                    .definedBy("org.dsppo.jobs..")
                    .whereLayer("jobs")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("operators")
                    .mayOnlyBeAccessedByLayers("jobs")
                    .whereLayer("policy")
                    .mayOnlyBeAccessedByLayers("operators", "jobs");

    @ArchTest
    static final ArchRule everyClassBelongsToAModule =
            noClasses()
                    .should()
                    .resideOutsideOfPackages(
                            "org.dsppo.schemas..",
                            "org.dsppo.policy..",
                            "org.dsppo.operators..",
                            "org.dsppo.jobs..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule schemasAndPolicyAreFreeOfFlinkAndKafka =
            noClasses()
                    .that()
                    .resideInAnyPackage("org.dsppo.schemas..", "org.dsppo.policy..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "kafka..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule operatorsAreFreeOfKafka =
            noClasses()
                    .that()
                    .resideInAPackage("org.dsppo.operators..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.kafka..", "kafka..", "org.apache.flink.connector.kafka..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesAreNamedAfterConcerns =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "..util..",
                            "..utils..",
                            "..common..",
                            "..impl..",
                            "..manager..",
                            "..helper..",
                            "..helpers..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule kafkaServerStaysInTheEmbeddedBroker =
            confined(
                    "org.dsppo.jobs.embedded",
                    "kafka..",
                    "org.apache.kafka.server..",
                    "org.apache.kafka.metadata..",
                    "org.apache.kafka.raft..",
                    "org.apache.kafka.storage..",
                    "scala..");

    @ArchTest
    static final ArchRule solversStayInBound =
            confined("org.dsppo.policy.lab.bound", "com.google.ortools..");

    @ArchTest
    static final ArchRule tensorLibraryStaysInOnePackage =
            confined("org.dsppo.policy.training.dl4j", "org.nd4j..", "org.deeplearning4j..");

    @ArchTest
    static final ArchRule policyHasSevenRooms =
            rooms(
                    "policy",
                    "resource",
                    "engine",
                    "placement",
                    "learned",
                    "training",
                    "lab",
                    "device");

    @ArchTest
    static final ArchRule whatALearnedPolicyNeedsIsInThreeRooms =
            rooms("policy.learned", "features", "network", "weights");

    @ArchTest
    static final ArchRule devicesHaveThreeRooms =
            rooms("policy.device", "batchqueue", "tuning", "d3qn");

    @ArchTest
    static final ArchRule messagesAndStateKnowNoRoomThatUsesThem =
            noClasses()
                    .that()
                    .resideInAnyPackage("org.dsppo.operators.state..", "org.dsppo.schemas..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.dsppo.policy.lab..", "org.dsppo.jobs..");

    @ArchTest
    static final ArchRule kubernetesStaysInTheBridge =
            confined("org.dsppo.jobs.bridge", "io.fabric8..");

    @ArchTest
    static final ArchRule whatDecidesKnowsNeitherTrainingNorTheLaboratory =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "org.dsppo.policy.resource..",
                            "org.dsppo.policy.engine..",
                            "org.dsppo.policy.placement..",
                            "org.dsppo.policy.learned..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.dsppo.policy.training..", "org.dsppo.policy.lab..");

    @ArchTest
    static final ArchRule onlyCommandsKnowTheCommandLine =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.dsppo.jobs.cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.dsppo.jobs.cli..", "picocli..");

    @ArchTest
    static final ArchRule roomsOfTheJobsAreFreeOfCycles =
            slices().matching("org.dsppo.jobs.(*)..").should().beFreeOfCycles();

    /** All classes of a package are in one of its rooms. */
    private static ArchRule rooms(String house, String... rooms) {
        String home = "org.dsppo." + house + ".";
        return classes()
                .that()
                .resideInAPackage(home + ".")
                .should()
                .resideInAnyPackage(
                        Stream.of(rooms).map(room -> home + room + "..").toArray(String[]::new));
    }

    private static ArchRule confined(String home, String... library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .allowEmptyShould(true);
    }
}
