// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.kinesisroutes.component.KinesisHeaders;
import io.kinesisroutes.sink.UnsendableRecordException;
import io.kinesisroutes.stream.KinesisLimits;

/** Who may import whom. */
@AnalyzeClasses(packages = "io.kinesisroutes", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String OURS = "io.kinesisroutes..";

    private static ArchRule mayUse(String who, String... whom) {
        return classes()
                .that()
                .resideInAPackage(who)
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(OURS))
                        .or(resideInAPackage(who))
                        .or(resideInAPackage("..kinesisroutes.config.."))
                        .or(resideInAnyPackage(whom)));
    }

    @ArchTest
    static final ArchRule the_source_sees_the_stream_and_its_checkpoints_and_not_the_sink = mayUse(
            "..kinesisroutes.source..",
            "..kinesisroutes.shard..",
            "..kinesisroutes.stream..",
            "..kinesisroutes.checkpoint..");

    @ArchTest
    static final ArchRule a_shard_sees_the_positions_and_neither_of_the_sources =
            mayUse("..kinesisroutes.shard..", "..kinesisroutes.checkpoint..");

    @ArchTest
    static final ArchRule the_shared_source_sees_the_stream_its_shards_and_checkpoints_and_not_the_other_source =
            mayUse(
                    "..kinesisroutes.kcl..",
                    "..kinesisroutes.stream..",
                    "..kinesisroutes.checkpoint..",
                    "..kinesisroutes.shard..");

    @ArchTest
    static final ArchRule observers_see_what_access_says_of_roles =
            mayUse("..kinesisroutes.observe..", "..kinesisroutes.access..");

    @ArchTest
    static final ArchRule checkpoints_see_the_disk_only =
            mayUse("..kinesisroutes.checkpoint..", "..kinesisroutes.disk..");

    @ArchTest
    static final ArchRule the_sink_sees_the_stream_and_not_the_source =
            mayUse("..kinesisroutes.sink..", "..kinesisroutes.stream..");

    @ArchTest
    static final ArchRule the_stream_sees_the_sdk_only = mayUse("..kinesisroutes.stream..");

    @ArchTest
    static final ArchRule access_sees_the_sdk_and_what_the_stream_says_of_failures =
            mayUse("..kinesisroutes.access..", "..kinesisroutes.stream..");

    @ArchTest
    static final ArchRule nobody_sees_the_command_line = noClasses()
            .that()
            .resideOutsideOfPackage("..kinesisroutes.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..kinesisroutes.cli..");

    @ArchTest
    static final ArchRule routes_in_java_see_what_routes_in_yaml_name =
            mayUse("..kinesisroutes.routes..", "..kinesisroutes.component..", "..kinesisroutes.json..");

    @ArchTest
    static final ArchRule configuration_problems_know_nobody = mayUse("..kinesisroutes.config..");

    @ArchTest
    static final ArchRule json_sees_the_names_of_the_headers_and_the_limits_only = classes()
            .that()
            .resideInAPackage("..kinesisroutes.json..")
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage(OURS))
                    .or(resideInAPackage("..kinesisroutes.json.."))
                    .or(resideInAPackage("..kinesisroutes.config.."))
                    .or(nameMatching(KinesisHeaders.class.getName()))
                    .or(nameMatching(KinesisLimits.class.getName())));

    @ArchTest
    static final ArchRule files_see_the_disk_only = mayUse("..kinesisroutes.file..", "..kinesisroutes.disk..");

    @ArchTest
    static final ArchRule the_disk_knows_nobody = mayUse("..kinesisroutes.disk..");

    @ArchTest
    static final ArchRule http_sees_json_the_names_of_the_headers_the_limits_and_what_cannot_be_sent_only = classes()
            .that()
            .resideInAPackage("..kinesisroutes.http..")
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage(OURS))
                    .or(resideInAnyPackage(
                            "..kinesisroutes.http..", "..kinesisroutes.json..", "..kinesisroutes.config.."))
                    .or(nameMatching(KinesisHeaders.class.getName()))
                    .or(nameMatching(KinesisLimits.class.getName()))
                    .or(nameMatching(UnsendableRecordException.class.getName())));

    /** Files and HTTP are beans of routes: only Camel calls them. */
    @ArchTest
    static final ArchRule camel_appears_in_component_json_file_http_observe_routes_cli_and_one_store_only = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..kinesisroutes.component..",
                    "..kinesisroutes.json..",
                    "..kinesisroutes.file..",
                    "..kinesisroutes.http..",
                    "..kinesisroutes.observe..",
                    "..kinesisroutes.routes..",
                    "..kinesisroutes.cli..")
            .and()
            .doNotHaveSimpleName("StateRepositoryCheckpointStore")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule clients_of_the_sdk_appear_in_stream_access_and_kcl_only = noClasses()
            .that()
            .resideOutsideOfPackages("..kinesisroutes.stream..", "..kinesisroutes.access..", "..kinesisroutes.kcl..")
            .should()
            .dependOnClassesThat(nameMatching("software\\.amazon\\.awssdk\\.services\\..*Client"));

    @ArchTest
    static final ArchRule the_client_library_appears_in_kcl_only = noClasses()
            .that()
            .resideOutsideOfPackage("..kinesisroutes.kcl..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.kinesis..");

    @ArchTest
    static final ArchRule no_package_depends_on_itself_through_another =
            slices().matching("io.kinesisroutes.(*)..").should().beFreeOfCycles();
}
