package dev.weir.verification.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.journal.JournalItem;
import dev.weir.wire.Argument;
import dev.weir.wire.TupleKind;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// `spec/journal.schema.json` takes what the journal writes, and nothing that differs from it.
@TestInstance(Lifecycle.PER_CLASS)
class JournalSchemaTest {

    private final Schema schema = Schema.of("journal.schema.json");
    private List<JsonObject> records = List.of();

    @BeforeAll
    void writeEveryRecord(@TempDir Path temporary) throws IOException {
        records = EveryRecord.write(temporary.resolve("journal")).stream().map(JournalItem.Entry::json).toList();
    }

    @Test
    void takesEveryRecordThatIsWritten() {
        assertThat(records).map(record -> record.string("type")).contains("pip.invoked", "pip.candidates.done",
                "pip.uninstall.done", "weir.verdict", "weir.refusal", "weir.changed", "weir.coverage",
                "weir.damage", "weir.retention");
        assertThat(records).allSatisfy(record -> assertThat(schema.problems(record)).isEmpty());
    }

    @Test
    void refusesEveryRecordThatLacksAMember() {
        refusesAll(records.stream().flatMap(record -> Mutations.withoutAMember(record).stream())
                .filter(Predicate.not(this::lacksItsSubject)));
    }

    private boolean lacksItsSubject(Json mutant) {
        return mutant.asObject("a record").find("subject").isEmpty() && schema.problems(mutant).isEmpty();
    }

    @Test
    void refusesEveryRecordWithAMemberThatItDoesNotKnow() {
        refusesAll(records.stream().flatMap(record -> Mutations.withAMoreMember(record).stream()));
    }

    @Test
    void refusesEveryRecordWithAValueOfAnotherKind() {
        refusesAll(records.stream().flatMap(record -> Mutations.ofAnotherKind(record).stream()));
    }

    @Test
    void refusesEveryTupleOfAnotherLength() {
        refusesAll(records.stream().filter(record -> EveryRecord.args(record).isPresent()).flatMap(record -> {
            var args = EveryRecord.args(record).orElseThrow();
            var shorter = new JsonArray(args.items().subList(0, args.size() - 1));
            return Stream.of(withArgs(record, shorter), withArgs(record, args.plus(Json.of("more"))));
        }));
    }

    private void refusesAll(Stream<? extends Json> mutants) {
        assertThat(mutants).isNotEmpty().allSatisfy(mutant -> assertThat(schema.problems(mutant)).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                    "pip.install          | 0  | 2                       | another contract",
                    "pip.install          | 0  | \"1\"                   | a contract of another type",
                    "pip.install          | 1  | null                    | no version of the installer",
                    "pip.install          | 7  | null                    | no chain",
                    "pip.install          | 7  | [null]                  | a chain of something else",
                    "pip.install          | 8  | \"sha256:0\"            | hashes that are none",
                    "pip.install          | 11 | -1                      | negative flags",
                    "pip.install          | 11 | 2147483648              | flags of more than 31 bits",
                    "pip.install          | 12 | \"sha256:ABC\"          | a digest of another form",
                    "pip.install          | 13 | \"\"                    | an empty operation",
                    "pip.install          | 14 | \"[]\"                  | an extra that is no object",
                    "pip.install.done     | 15 | \"fine\"                | an unknown outcome",
                    "pip.install.done     | 16 | \"because\"             | a reason with the outcome ok",
                    "pip.invoked          | 3  | \"install\"             | one string in place of argv",
                    "pip.invoked.done     | 6  | null                    | no outcome",
                    "pip.candidates       | 4  | [[]]                    | a candidate without anything",
                    "pip.candidates       | 4  | [[\"1\",\"f\",null,[],null,null]] | a candidate that is too short",
                    "pip.candidates       | 4  | [[\"1\",\"f\",null,null,null,null,null]] | a candidate without hashes",
            })
    void refusesATupleWith(String type, int index, String value, String what) {
        var record = sparse(type);
        var args = EveryRecord.args(record).orElseThrow();

        assertThat(schema.problems(withArgs(record, Mutations.with(args, index, JsonReader.read(value)))))
                .as(what).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                    "specversion     | 1.1",
                    "id              | 1",
                    "id              | 0-2",
                    "source          | box/u/1",
                    "source          | /box/a b/1",
                    "type            | pip.unknown",
                    "type            | pip.install.done.done",
                    "type            | weir.other",
                    "type            | pip.invoked",
                    "type            | pip.install.done",
                    "type            | weir.verdict",
                    "type            | weir.damage",
                    "type            | weir.retention",
                    "subject         | simple",
                    "time            | 2026-11-24T10:00:00Z",
                    "time            | 2026-11-24T10:00:00.000000+01:00",
                    "datacontenttype | text/plain",
                    "operation       | ``",
                    "chain           | abc",
            })
    void refusesAnAttributeThatReads(String name, String value) {
        assertThat(schema.problems(Mutations.with(sparse("pip.install"), name, Json.of(value)))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                    "weir.verdict | event    | \"pip.install.done\"    | the end of a gate that is judged",
                    "weir.verdict | verdict  | \"maybe\"               | an unknown verdict",
                    "weir.verdict | verdict  | \"deny\"                | a denial without a reason",
                    "weir.verdict | verdict  | \"withhold\"            | nothing that is withheld",
                    "weir.verdict | verdict  | \"patched\"             | no patch where it is patched",
                    "weir.verdict | reason   | \"because\"             | a reason to allow",
                    "weir.verdict | withhold | [{\"filename\":\"f\",\"reason\":\"r\"}] | files withheld where it is allowed",
                    "weir.verdict | patch    | {\"path\":\"/p\",\"digest\":\"sha256:0\"} | a patch where it is allowed",
                    "weir.verdict | digest   | \"sha256:0\"            | a digest of another form",
                    "weir.refusal | event    | \"pip.candidates\"      | the tuple of another event",
                    "weir.changed | event    | \"pip.install\"         | the tuple of another event",
                    "weir.changed | digest   | null                    | no digest",
                    "weir.coverage | event   | \"pip.install\"         | something that is no command",
                    "weir.coverage | verdict | \"undecided\"           | a verdict that it cannot have",
                    "weir.coverage | verdict | \"deny\"                | a difference without a reason",
                    "weir.coverage | reason  | \"because\"             | a reason where there is no difference",
                    "weir.coverage | changes | [{\"path\":\"/p\",\"change\":\"new\",\"run\":null}] | what is not explained where there is no difference",
                    "weir.coverage | changes | [{\"path\":\"/p\",\"change\":\"odd\",\"run\":\"r\"}] | an unknown change",
                    "weir.retention | reason | \"boredom\"             | an unknown reason to remove",
                    "weir.retention | head   | \"0\"                   | a head of another form",
            })
    void refusesData(String type, String name, String value, String what) {
        var record = sparse(type);
        var data = Mutations.with(record.object("data"), name, JsonReader.read(value));

        assertThat(schema.problems(Mutations.with(record, "data", data))).as(what).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void namesTheArgumentsAsTheyAreNamed(TupleKind kind) {
        assertThat(schema.text().object("$defs").object(kind.word()).objects("prefixItems"))
                .map(item -> item.string("title"))
                .isEqualTo(kind.arguments().stream().map(Argument::name).toList());
    }

    /// The last of its type where it is an event, else the first, which is about `pip.invoked`: the one with the fewest arguments filled.
    private JsonObject sparse(String type) {
        var fitting = records.stream().filter(record -> record.string("type").equals(type)).toList();
        return type.startsWith("weir.") ? fitting.getFirst() : fitting.getLast();
    }

    private static JsonObject withArgs(JsonObject record, JsonArray args) {
        return Mutations.with(record, "data", Mutations.with(record.object("data"), "args", args));
    }
}
