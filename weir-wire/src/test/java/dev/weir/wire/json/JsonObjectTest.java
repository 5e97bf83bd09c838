package dev.weir.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class JsonObjectTest {

    private final JsonObject object = JsonReader.read("""
            {"s":"x","n":null,"i":2147483648,"m":-1,"b":true,"a":["x"],"mixed":["x",1],"o":{"k":"v"},"os":[{}]}""")
            .asObject("it");

    @Test
    void givesMembersOfTheExpectedKind() {
        assertThat(object.string("s")).isEqualTo("x");
        assertThat(object.stringOrNull("s")).contains("x");
        assertThat(object.stringOrNull("n")).isEmpty();
        assertThat(object.optionalString("none")).isEmpty();
        assertThat(object.integer("i")).isEqualTo(2147483648L);
        assertThat(object.bool("b")).isTrue();
        assertThat(object.strings("a")).containsExactly("x");
        assertThat(object.object("o").string("k")).isEqualTo("v");
        assertThat(object.objectOrNull("n")).isEmpty();
        assertThat(object.objects("os")).hasSize(1);
    }

    @Test
    void saysWhichMemberIsWrong() {
        fails(() -> object.string("none"), "member `none`: is missing");
        fails(() -> object.stringOrNull("none"), "member `none`: is missing");
        fails(() -> object.string("n"), "member `n`: expected a string, found null");
        fails(() -> object.string("b"), "member `b`: expected a string, found true or false");
        fails(() -> object.optionalString("n"), "member `n`: expected a string, found null");
        fails(() -> object.stringOrNull("a"), "member `a`: expected a string or null, found an array");
        fails(() -> object.integer("b"), "member `b`: expected an integer, found true or false");
        fails(() -> object.int31("i"), "member `i`: expected an integer from 0 to 2147483647, found 2147483648");
        fails(() -> object.int31("m"), "member `m`: expected an integer from 0 to 2147483647, found -1");
        fails(() -> object.bool("i"), "member `i`: expected true or false, found an integer");
        fails(() -> object.array("o"), "member `o`: expected an array, found an object");
        fails(() -> object.object("a"), "member `a`: expected an object, found an array");
        fails(() -> object.objectOrNull("a"), "member `a`: expected an object, found an array");
        fails(() -> object.strings("mixed"), "member `mixed`, an item: expected a string, found an integer");
        fails(() -> object.objects("a"), "member `a`, an item: expected an object, found a string");
    }

    private static void fails(ThrowingCallable read, String message) {
        assertThatThrownBy(read).isInstanceOf(JsonException.class).hasMessage(message);
    }

    @Test
    void doesNotChangeWithTheListItWasMadeFrom() {
        var builder = JsonObject.builder().put("a", List.of("x"));
        var made = builder.build();
        builder.put("b", 1);

        assertThat(made.encode()).isEqualTo("{\"a\":[\"x\"]}");
    }

    @Test
    void refusesASecondMemberOfTheSameName() {
        var builder = JsonObject.builder().put("a", 1);

        assertThatThrownBy(() -> builder.put("a", 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesSurrogatesWithoutTheirPartner() {
        assertThatThrownBy(() -> Json.of("\ud800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonObject.builder().put("\udc00", 1).build())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
