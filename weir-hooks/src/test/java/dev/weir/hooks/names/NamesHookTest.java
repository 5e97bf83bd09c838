package dev.weir.hooks.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Action;
import dev.weir.api.Candidate;
import dev.weir.api.Command;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.GateAction;
import dev.weir.api.Offer;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import dev.weir.packaging.name.NormalizedName;
import dev.weir.packaging.name.ProjectSelector;
import dev.weir.packaging.version.Version;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesHookTest {

    private static final NamesHook DENIES_EVIL = deny("evil");
    private static final NamesHook ALLOWS_GOOD = allow("good");

    @Test
    void looksAtNothingWithoutLists() {
        var hook = deny();

        assertThat(hook.gates()).isEmpty();
        assertThat(Asked.folder().everyGateOfIt()).allSatisfy(gate -> assertThat(hook.review(gate)).isEmpty());
    }

    @Test
    void isAskedAtEveryGateThatNamesSomethingToUse() {
        assertThat(DENIES_EVIL.name()).isEqualTo("names");
        assertThat(DENIES_EVIL.gates()).isEqualTo(ALLOWS_GOOD.gates()).containsExactlyInAnyOrder(
                GateAction.CANDIDATES, GateAction.DOWNLOAD, GateAction.UNPACK, GateAction.INSTALL, GateAction.BUILD,
                GateAction.BUILT, GateAction.WRITE);
    }

    @Test
    void deniesAtEveryGate() {
        assertThat(Asked.of("evil", "1.0").everyGateOfIt())
                .allSatisfy(gate -> assertThat(rules(DENIES_EVIL, gate)).containsExactly("names.denied"));
    }

    @Test
    void saysWhichEntryMatchedAndWhatToDo() {
        var finding = deny("other", "evil<2").review(Asked.of("Evil", "1.0").install()).getFirst();

        assertThat(finding.message()).isEqualTo("'Evil 1.0' is denied: `deny` has 'evil<2'");
        assertThat(finding.help()).contains("if it is wanted, take 'evil<2' out of `deny` in weir.toml:2");
        assertThat(finding.rule().action()).isEqualTo(Action.DENY);
    }

    @Test
    void letsOthersPass() {
        assertThat(Asked.of("evil-twin", "1.0").everyGateOfIt())
                .allSatisfy(gate -> assertThat(DENIES_EVIL.review(gate)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil-one", "Evil_One", "EVIL.ONE", "evil-_.one"})
    void comparesNormalisedNames(String spelling) {
        assertThat(rules(deny("Evil.One"), Asked.of(spelling, "1").install())).containsExactly("names.denied");
    }

    @ParameterizedTest
    @CsvSource({
            "x<2,      2.0a1,      true", "x<2,      2.0.dev1,   true", "x<2,      2.0,        false",
            "x<2,      1.9+local,  true", "x<=1.0,   1.0+local,  true", "x==1.0,   1.0+local,  true",
            "x==1.0,   1.0.0,      true", "x==1.0,   1.0.post1,  false", "x==1.*,   1.5rc1,     true",
            "x>1.0,    1.0.post1,  true", "x>1.0,    1.0+local,  true", "x>1.0,    1.0,        false",
            "x>1.0,    1.1a1,      true", "'x>1,<2', 2.0a1,      true", "'x>1,<2', 2.0,        false",
            "x>=2,     2.0a1,      false", "x~=1.2,   1.3b1,      true", "x!=1.0,   1.1.dev0,   true",
            "x===1.0,  1.0,        true", "x<2,      1!0.1,      false"
    })
    void deniesVersionsThatAreMeant(String entry, String version, boolean denied) {
        assertThat(rules(deny(entry), Asked.of("x", version).install()))
                .isEqualTo(denied ? List.of("names.denied") : List.of());
    }

    @ParameterizedTest
    @CsvSource({
            "x<2,     2.0a1,     false", "x>1.0,   1.0.post1, false", "x>=1,    2.0a1,     true",
            "x==1.0,  1.0+local, true", "x>=2,    1.9,       false", "x,       0.dev0,    true"
    })
    void allowsVersionsAsPep440Says(String entry, String version, boolean allowed) {
        assertThat(rules(allow(entry), Asked.of("x", version).install()))
                .isEqualTo(allowed ? List.of() : List.of("names.not-allowed"));
    }

    @Test
    void refusesWhatIsNotOnTheAllowList() {
        assertThat(Asked.of("other", "1.0").everyGateOfIt())
                .allSatisfy(gate -> assertThat(rules(ALLOWS_GOOD, gate)).containsExactly("names.not-allowed"));
        assertThat(Asked.of("good", "1.0").everyGateOfIt())
                .allSatisfy(gate -> assertThat(ALLOWS_GOOD.review(gate)).isEmpty());
    }

    @Test
    void saysWhatIsAllowedOfTheProject() {
        assertThat(ALLOWS_GOOD.review(Asked.of("other", "1.0").install())).singleElement()
                .isEqualTo(expected("'other 1.0' is not allowed: `allow` has no such project"));
        assertThat(allow("x>=2", "y", "x==1.5").review(Asked.of("x", "1.0").install())).singleElement()
                .isEqualTo(expected("'x 1.0' is not allowed: `allow` has only 'x>=2', 'x==1.5'"));
    }

    @Test
    void refusesEverythingWhereTheAllowListIsEmpty() {
        assertThat(rules(allow(), Asked.of("any", "1.0").install())).containsExactly("names.not-allowed");
    }

    @Test
    void refusesWhatOneOfSeveralAllowListsLeavesOut() {
        var hook = new NamesHook(List.of(), List.of(allowing("x", "y>=2"), new AllowList(listed("y"), "other.toml:1")));

        assertThat(hook.review(Asked.of("x", "1.0").install())).singleElement().satisfies(finding -> {
            assertThat(finding.message()).isEqualTo("'x 1.0' is not allowed: `allow` has no such project");
            assertThat(finding.help()).contains("if it is wanted, put it on `allow` in other.toml:1");
        });
        assertThat(rules(hook, Asked.of("y", "1.0").install())).containsExactly("names.not-allowed");
        assertThat(rules(hook, Asked.of("y", "2.0").install())).isEmpty();
        assertThat(hook.review(Asked.of("z", "1.0").install())).hasSize(2);
    }

    @Test
    void cannotJudgeAVersionThatOneOfSeveralAllowListsAsksFor() {
        var hook = new NamesHook(List.of(), List.of(allowing("x>=2"), allowing("x")));

        assertThat(hook.review(Asked.folder().as("x").install())).singleElement().satisfies(finding -> {
            assertThat(finding.rule().id()).isEqualTo("names.unknown");
            assertThat(finding.help().orElseThrow()).startsWith("list `x` without versions in weir.toml:1");
        });
    }

    @Test
    void deniesWhatIsOnBothLists() {
        var hook = new NamesHook(listed("x<2"), List.of(allowing("x")));

        assertThat(rules(hook, Asked.of("x", "1.0").install())).containsExactly("names.denied");
        assertThat(rules(hook, Asked.of("x", "2.0").install())).isEmpty();
    }

    @Test
    void readsTheFileNameOfAWheel() {
        var evil = Asked.wheel("Evil-1.0-py3-none-any.whl");

        assertThat(rules(DENIES_EVIL, evil.download())).containsExactly("names.denied");
        assertThat(rules(DENIES_EVIL, Asked.wheel("good-1.0-py3-none-any.whl").install())).isEmpty();
        assertThat(rules(ALLOWS_GOOD, Asked.wheel("good-1.0-py3-none-any.whl").install())).isEmpty();
        assertThat(rules(ALLOWS_GOOD, evil.download())).containsExactly("names.not-allowed");
    }

    @Test
    void readsTheNameOfTheMetadataBesideAWheel() {
        assertThat(rules(DENIES_EVIL, Asked.wheel("evil-1.0-py3-none-any.whl.metadata").download()))
                .containsExactly("names.denied");
    }

    @Test
    void readsTheFileNameOfASourceArchive() {
        assertThat(rules(DENIES_EVIL, Asked.sdist("evil-1.0.tar.gz").download())).containsExactly("names.denied");
        assertThat(rules(DENIES_EVIL, Asked.archive("evil-1.0.zip").unpack())).containsExactly("names.denied");
        assertThat(rules(deny("evil<1"), Asked.sdist("evil-1.0.tar.gz").download())).isEmpty();
    }

    @Test
    void readsAFileNameInEveryWayThatItCanBeRead() {
        assertThat(rules(deny("a"), Asked.archive("a-1-2.tar.gz").download())).containsExactly("names.denied");
        assertThat(rules(deny("a-1"), Asked.archive("a-1-2.tar.gz").download())).containsExactly("names.denied");
        assertThat(rules(allow("a"), Asked.archive("a-1-2.tar.gz").download())).isEmpty();
        assertThat(rules(deny("a"), Asked.sdist("a-1-2.tar.gz").as("a-1", "2").install())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil-1.0-py3-none-any.whl", "evil-1.0.tar.gz"})
    void judgesTheFileNameToo(String filename) {
        var file = filename.endsWith(".whl") ? Asked.wheel(filename) : Asked.archive(filename);
        var renamed = file.as("good", "1.0");

        assertThat(rules(DENIES_EVIL, renamed.install())).containsExactly("names.denied");
        assertThat(rules(ALLOWS_GOOD, renamed.install())).containsExactly("names.not-allowed");
    }

    @Test
    void judgesTheInstallersNameToo() {
        var renamed = Asked.wheel("good-1.0-py3-none-any.whl").as("evil", "1.0");

        assertThat(rules(DENIES_EVIL, renamed.install())).containsExactly("names.denied");
        assertThat(rules(ALLOWS_GOOD, renamed.install())).containsExactly("names.not-allowed");
    }

    @Test
    void judgesBothVersions() {
        var hook = deny("x<2");

        assertThat(rules(hook, Asked.wheel("x-1.0-py3-none-any.whl").as("x", "3.0").install()))
                .containsExactly("names.denied");
        assertThat(rules(hook, Asked.wheel("x-3.0-py3-none-any.whl").as("x", "1.0").install()))
                .containsExactly("names.denied");
        assertThat(rules(hook, Asked.sdist("x-1.0.tar.gz").as("x", "3.0").install())).containsExactly("names.denied");
    }

    @Test
    void takesTheVersionFromTheFileNameWhereTheInstallerSaysNone() {
        assertThat(rules(deny("x<2"), Asked.wheel("x-3.0-py3-none-any.whl").as("x").install())).isEmpty();
        assertThat(rules(deny("x<2"), Asked.sdist("x-1.0.tar.gz").as("x").install())).containsExactly("names.denied");
    }

    @Test
    void refusesANamelessSourceBeforeItsCodeRuns() {
        for (var hook : List.of(DENIES_EVIL, deny("evil<2"), ALLOWS_GOOD, allow())) {
            for (var source : List.of(Asked.checkout(), Asked.archive("main.zip"))) {
                assertThat(rules(hook, source.download())).isEmpty();
                assertThat(rules(hook, source.unpack())).isEmpty();
                assertThat(rules(hook, source.install())).containsExactly("names.unknown");
                assertThat(rules(hook, source.build())).containsExactly("names.unknown");
                assertThat(rules(hook, source.built())).containsExactly("names.unknown");
                assertThat(rules(hook, source.write())).containsExactly("names.unknown");
            }
        }
    }

    @Test
    void refusesANamelessFolderWhereOnlySomeProjectsAreAllowed() {
        for (var hook : List.of(ALLOWS_GOOD, allow())) {
            assertThat(rules(hook, Asked.folder().install())).containsExactly("names.unknown");
            assertThat(hook.review(Asked.folder().install()).getFirst().rule().action()).isEqualTo(Action.DENY);
        }
    }

    @Test
    void warnsOfAFolderOfTheUsersThatADenyListCannotJudgeYet() {
        for (var folder : List.of(Asked.folder(), Asked.folder().as("evil"))) {
            for (var gate : List.of(folder.install(), folder.build())) {
                assertThat(deny("evil<2").review(gate)).singleElement()
                        .satisfies(found -> assertThat(found.rule()).isEqualTo(new Rule("names.unknown", Action.WARN)));
            }
        }
    }

    @Test
    void refusesAFolderOfTheUsersAsSoonAsItsNameIsKnown() {
        assertThat(rules(DENIES_EVIL, Asked.folder().as("evil", "1.0").install())).containsExactly("names.denied");
        assertThat(rules(DENIES_EVIL, Asked.folder().as("evil", "1.0").build())).containsExactly("names.denied");
        assertThat(rules(DENIES_EVIL, Asked.folder().write())).containsExactly("names.unknown");
    }

    @Test
    void doesNotTrustTheFileNameOfANamelessArchive() {
        assertThat(rules(ALLOWS_GOOD, Asked.archive("good-1.0.tar.gz").download())).isEmpty();
        assertThat(rules(ALLOWS_GOOD, Asked.archive("good-1.0.tar.gz").install())).containsExactly("names.unknown");
        assertThat(rules(DENIES_EVIL, Asked.archive("good-1.0.tar.gz").install())).containsExactly("names.unknown");
    }

    @Test
    void saysHowToNameANamelessSource() {
        var finding = ALLOWS_GOOD.review(Asked.folder().install()).getFirst();

        assertThat(finding.message())
                .isEqualTo("nothing says which project 'file:///somewhere' is, so the lists cannot judge it");
        assertThat(finding.help()).contains("ask for it by name, as in \"NAME @ URL\" (for -e: \"URL#egg=NAME\"), "
                + "or set \"names.unknown\" = \"warn\" in [rules] of the settings");
    }

    @Test
    void letsANamedSourcePassOfWhichEveryVersionIsAllowed() {
        assertThat(rules(ALLOWS_GOOD, Asked.folder().as("good").install())).isEmpty();
        assertThat(rules(DENIES_EVIL, Asked.checkout().as("good").install())).isEmpty();
        assertThat(rules(deny("evil<2"), Asked.checkout().as("good").install())).isEmpty();
    }

    @Test
    void refusesASourceOfUnknownVersionWhereTheVersionMatters() {
        var source = Asked.checkout().as("x");

        for (var hook : List.of(deny("x<2"), allow("x>=2"))) {
            assertThat(rules(hook, source.download())).isEmpty();
            assertThat(rules(hook, source.install())).containsExactly("names.unknown");
            assertThat(rules(hook, source.build())).containsExactly("names.unknown");
        }
        assertThat(rules(allow("x>=2", "x"), source.install())).isEmpty();
        assertThat(rules(deny("x<2", "x"), source.install())).containsExactly("names.denied", "names.unknown");
    }

    @Test
    void saysWhichEntryNeedsTheVersion() {
        var finding = deny("x<2").review(Asked.checkout().as("x").install()).getFirst();

        assertThat(finding.message())
                .isEqualTo("no version of 'x' is known that could be compared: `deny` has 'x<2'");
        assertThat(finding.help()).contains("list `x` without versions in weir.toml:1, "
                + "or set \"names.unknown\" = \"warn\" in [rules] of the settings");
    }

    @Test
    void cannotJudgeAVersionThatIsNone() {
        var old = Asked.sdist("x-2004d.tar.gz").as("x", "2004d");

        assertThat(rules(deny("x<2"), old.install())).containsExactly("names.unknown");
        assertThat(rules(allow("x>=2"), old.install())).containsExactly("names.unknown");
        assertThat(rules(deny("x"), old.install())).containsExactly("names.denied");
        assertThat(rules(allow("x"), old.install())).isEmpty();
    }

    @Test
    void doesNotLetAFileNameMendAVersionThatIsNone() {
        assertThat(rules(deny("x<2"), Asked.sdist("x-3.0.tar.gz").as("x", "1.0-evil").install()))
                .containsExactly("names.unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"good.whl", "good-1.0.whl", "good-x-py3-none-any.whl", "__good-1.0-py3-none-any.whl"})
    void cannotJudgeAWheelThatIsNamedLikeNone(String filename) {
        assertThat(rules(DENIES_EVIL, Asked.wheel(filename).as("good", "1.0").install()))
                .containsExactly("names.unknown");
        assertThat(rules(DENIES_EVIL, Asked.wheel(filename).as("good", "1.0").download())).isEmpty();
    }

    @Test
    void knowsAWheelByItsEndingWhateverItsKind() {
        assertThat(rules(DENIES_EVIL, Asked.archive("evil-1.0-py3-none-any.whl").as("good", "1.0").built()))
                .containsExactly("names.denied");
    }

    @Test
    void cannotJudgeANameThatIsNone() {
        assertThat(rules(DENIES_EVIL, Asked.of("evil\n", "1.0").install())).containsExactly("names.unknown");
        assertThat(DENIES_EVIL.review(Asked.of("evil\n", "1.0").install())).singleElement()
                .extracting(Finding::message).asString().doesNotContain("\n");
    }

    @Test
    void deniesAProjectBeforeAVersionIsChosen() {
        assertThat(rules(DENIES_EVIL, candidates("Evil"))).containsExactly("names.denied");
        assertThat(rules(ALLOWS_GOOD, candidates("evil"))).containsExactly("names.not-allowed");
        assertThat(rules(allow(), candidates("evil"))).containsExactly("names.not-allowed");
    }

    @Test
    void deniesNoProjectForOneOfItsVersions() {
        assertThat(rules(deny("x<2"), candidates("x"))).isEmpty();
        assertThat(rules(allow("x>=2"), candidates("x"))).isEmpty();
        assertThat(rules(DENIES_EVIL, candidates("not a name"))).isEmpty();
    }

    @Test
    void saysNothingAboutCommandsAndRemovals() {
        assertThat(
                DENIES_EVIL.review(new Gate.Invoked("pip", new Command("26.3", "install", List.of("evil"), "1", "{}"))))
                .isEmpty();
        assertThat(DENIES_EVIL.review(Asked.of("evil", "1.0").uninstall())).isEmpty();
    }

    @Test
    void saysEachThingOnce() {
        var wheel = Asked.wheel("evil-1.0-py3-none-any.whl").as("Evil", "1.0.0");

        assertThat(rules(DENIES_EVIL, wheel.install())).containsExactly("names.denied");
        assertThat(rules(ALLOWS_GOOD, wheel.install())).containsExactly("names.not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c", "d"})
    void explainsWhatItWouldFind(String project) {
        var hook = new NamesHook(listed("a", "b<2", "c>=1"), List.of(allowing("b", "c>1", "a"),
                new AllowList(listed("b>=1", "c"), "other.toml:1")));
        for (var version : List.of("0.1", "1.0", "1.5", "3.0")) {
            var remarks = hook.explain(new NormalizedName(project), Optional.of(Version.parse(version)));

            assertThat(rules(remarks)).containsExactlyElementsOf(rules(hook, Asked.of(project, version).write()));
        }
        assertThat(rules(hook.explain(new NormalizedName(project), Optional.empty())))
                .containsExactlyInAnyOrderElementsOf(rules(hook, Asked.checkout().as(project).write()));
    }

    @Test
    void namesTheEntriesBehindAnExplanation() {
        var hook = new NamesHook(listed("x<2", "y"), List.of(allowing("x>=1")));

        assertThat(hook.explain(new NormalizedName("X"), Optional.of(Version.parse("1.5"))))
                .extracting(remark -> remark.says() + " " + remark.entry().orElseThrow() + " " + remark.place())
                .containsExactly("DENIED x<2 weir.toml:1", "ADMITTED x>=1 weir.toml:1");
        assertThat(hook.explain(new NormalizedName("z"), Optional.empty()))
                .containsExactly(new Remark(Remark.Says.LEFT_OUT, "allow", Optional.empty(), "weir.toml:9"));
        assertThat(deny().explain(new NormalizedName("x"), Optional.empty())).isEmpty();
    }

    private static List<String> rules(List<Remark> remarks) {
        return remarks.stream().flatMap(remark -> remark.says().rule().stream()).map(Rule::id).toList();
    }

    private static Gate candidates(String project) {
        var file = new Candidate("1.0", project + "-1.0.tar.gz", Optional.empty(), List.of(), Optional.empty(),
                Optional.empty(), Optional.empty());
        return new Gate.Candidates("pip", new Offer("26.3", project, Optional.empty(), List.of(file), "1-1", "{}"));
    }

    private static Finding expected(String message) {
        return Finding.of(new Rule("names.not-allowed", Action.DENY), Severity.MEDIUM, message)
                .withHelp("if it is wanted, put it on `allow` in weir.toml:9");
    }

    private static List<String> rules(NamesHook hook, Gate gate) {
        return hook.review(gate).stream().map(finding -> finding.rule().id()).toList();
    }

    private static NamesHook deny(String... entries) {
        return new NamesHook(listed(entries), List.of());
    }

    private static NamesHook allow(String... entries) {
        return new NamesHook(List.of(), List.of(allowing(entries)));
    }

    private static AllowList allowing(String... entries) {
        return new AllowList(listed(entries), "weir.toml:9");
    }

    private static List<Listed> listed(String... entries) {
        return IntStream.range(0, entries.length)
                .mapToObj(index -> new Listed(ProjectSelector.parse(entries[index]), "weir.toml:" + (index + 1)))
                .toList();
    }
}
