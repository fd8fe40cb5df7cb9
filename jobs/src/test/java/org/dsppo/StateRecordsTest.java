package org.dsppo;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes into savepoints is at home in one package, whole, and of types that Flink evolves. */
final class StateRecordsTest {

    private static final String STATE = "org.dsppo.operators.state";
    private static final String SCHEMAS = "org.dsppo.schemas.";

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(new DoNotIncludeTestJars())
                        .importPackages("org.dsppo");
    }

    @Test
    void descriptorsAreMadeInOneRoomOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(STATE)
                .should()
                .callConstructorWhere(targetOwner(assignableTo(StateDescriptor.class)))
                .check(classes);
    }

    @Test
    void theRoomKnowsNoOperator() {
        noClasses()
                .that()
                .resideInAPackage(STATE)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.dsppo.operators..")
                                .and(resideOutsideOfPackage(STATE)))
                .check(classes);
    }

    @Test
    void noClassFromElsewhereIsInAnySerializer() {
        List<Method> descriptors = descriptors();
        assertThat(descriptors).hasSizeGreaterThanOrEqualTo(21);
        Set<Class<?>> kept = new LinkedHashSet<>();
        for (Method each : descriptors) {
            collect(each.getGenericReturnType(), kept);
        }
        assertThat(kept)
                .allMatch(
                        type ->
                                type.isPrimitive()
                                        || type.getName().startsWith("java.")
                                        || type.getName().startsWith(SCHEMAS)
                                        || type.getPackageName().equals(STATE)
                                        || StateDescriptor.class.isAssignableFrom(type));
        assertThat(kept.stream().filter(type -> type.getPackageName().equals(STATE)))
                .containsExactlyInAnyOrderElementsOf(records());
    }

    @Test
    void everyRecordIsTakenApartByFlinkItself() throws Exception {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        for (Class<?> each : records()) {
            PojoTestUtils.assertSerializedAsPojoWithoutKryo(each);
            assertThat(TypeInformation.of(each).createSerializer(config)).isNotNull();
        }
    }

    /** Every method that makes a descriptor. */
    private static List<Method> descriptors() {
        List<Method> methods = new ArrayList<>();
        classes.stream()
                .filter(each -> each.getPackageName().equals(STATE))
                .flatMap(each -> each.getMethods().stream())
                .filter(each -> each.getRawReturnType().isAssignableTo(StateDescriptor.class))
                .map(each -> each.reflect())
                // A private one is generic and serves the others.
                .filter(each -> each.getTypeParameters().length == 0)
                .forEach(methods::add);
        return methods;
    }

    private static List<Class<?>> records() {
        List<Class<?>> records = new ArrayList<>();
        classes.stream()
                .filter(each -> each.getPackageName().equals(STATE) && each.isRecord())
                .forEach(each -> records.add(each.reflect()));
        return records;
    }

    private static void collect(Type type, Set<Class<?>> into) {
        if (type instanceof ParameterizedType generic) {
            collect(generic.getRawType(), into);
            for (Type argument : generic.getActualTypeArguments()) {
                collect(argument, into);
            }
        } else if (type instanceof GenericArrayType array) {
            collect(array.getGenericComponentType(), into);
        } else if (type instanceof Class<?> raw && raw.isArray()) {
            collect(raw.getComponentType(), into);
        } else if (type instanceof Class<?> raw && into.add(raw) && raw.isRecord()) {
            for (RecordComponent component : raw.getRecordComponents()) {
                collect(component.getGenericType(), into);
            }
        } else if (!(type instanceof Class<?>)) {
            throw new IllegalStateException("cannot tell what " + type + " is");
        }
    }
}
