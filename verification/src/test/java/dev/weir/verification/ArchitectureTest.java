package dev.weir.verification;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which part of Weir may use what.
class ArchitectureTest {

    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("api", Set.of()),
            Map.entry("packaging", Set.of()),
            Map.entry("policy", Set.of("api", "packaging")),
            Map.entry("wire", Set.of("api")),
            Map.entry("journal", Set.of("api", "wire")),
            Map.entry("engine", Set.of("api", "wire", "journal", "packaging", "policy")),
            Map.entry("hooks", Set.of("api", "packaging", "wire.json")),
            Map.entry("report", Set.of("api", "wire", "journal")),
            Map.entry("testkit", Set.of("api", "wire", "journal")),
            Map.entry("samples", Set.of("api")),
            Map.entry("cli", Set.of("api", "packaging", "policy", "wire", "journal", "engine", "hooks", "report",
                    "testkit")),
            Map.entry("benchmarks", Set.of("api", "packaging", "policy", "wire", "journal", "engine", "hooks",
                    "testkit", "cli.client")));

    private static final Set<String> MODULES = new TreeSet<>(MAY_USE.keySet());

    private static final JavaClasses WEIR =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.weir");

    /// A path is a name; what opens, lists or changes what it names is I/O.
    private static final DescribedPredicate<JavaClass> FILES_AND_NETWORK =
            resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..")
                    .and(not(belongToAnyOf(Path.class, InvalidPathException.class)))
                    .or(belongToAnyOf(File.class, FileInputStream.class, FileOutputStream.class,
                            RandomAccessFile.class))
                    .as("files, channels or the network");

    private static final DescribedPredicate<JavaClass> THREADS =
            resideInAPackage("java.util.concurrent..").or(assignableTo(Thread.class)).as("threads");

    @Test
    void looksAtEveryModule() {
        var found = new TreeSet<String>();
        WEIR.forEach(type -> found.add(type.getPackageName().split("\\.", -1)[2]));

        assertThat(found).isEqualTo(MODULES);
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void usesOnlyTheModulesThatItMay(String module) {
        noClasses().that().resideInAPackage(in(module))
                .should().dependOnClassesThat(resideInAPackage("dev.weir..").and(not(ownOrAllowed(module))))
                .check(WEIR);
    }

    @Test
    void hasNoCyclesBetweenPackages() {
        slices().matching("dev.weir.(**)").should().beFreeOfCycles().check(WEIR);
    }

    @Test
    void givesHookAuthorsNothingToDependOnButJavaAndAnnotations() {
        classes().that().resideInAPackage(in("api"))
                .should().onlyDependOnClassesThat(resideInAnyPackage(in("api"), "java..", "org.jspecify.."))
                .check(WEIR);
    }

    @Test
    void decidesPolicyWithoutStreams() {
        noClasses().that().resideInAPackage(in("policy")).should().dependOnClassesThat().resideInAPackage("java.io..")
                .check(WEIR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy", "wire"})
    void touchesNoFileNoNetworkAndNoThread(String module) {
        noClasses().that().resideInAPackage(in(module)).should().dependOnClassesThat(FILES_AND_NETWORK.or(THREADS))
                .check(WEIR);
    }

    private static DescribedPredicate<JavaClass> ownOrAllowed(String module) {
        var allowed = MAY_USE.getOrDefault(module, Set.of()).stream().map(ArchitectureTest::in).toArray(String[]::new);
        return resideInAPackage(in(module)).or(resideInAnyPackage(allowed));
    }

    private static String in(String module) {
        return "dev.weir." + module + "..";
    }
}
