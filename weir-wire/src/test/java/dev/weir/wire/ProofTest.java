package dev.weir.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.wire.Proof.Side;
import dev.weir.wire.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofTest {

    private final JsonObject golden = Spec.read("golden/wire.json").asObject("wire.json");
    private final Key key = Key.ofHex(golden.string("key"));
    private final String clientNonce = golden.string("client_nonce");
    private final String engineNonce = golden.string("engine_nonce");

    @Test
    void givesTheProofsOfTheGoldenFile() {
        var root = golden.object("proofs").object("root");

        assertThat(Proof.of(key, Side.ENGINE, clientNonce, engineNonce)).isEqualTo(root.string("engine"));
        assertThat(Proof.of(key, Side.CLIENT, clientNonce, engineNonce)).isEqualTo(root.string("client"));
    }

    @Test
    void provesWithTheKeyOfTheRunInANestedInstaller() {
        var runKey = key.ofRun(golden.string("run"));
        var nested = golden.object("proofs").object("nested");

        assertThat(runKey.hex()).isEqualTo(golden.string("run_key"));
        assertThat(Proof.of(runKey, Side.ENGINE, clientNonce, engineNonce)).isEqualTo(nested.string("engine"));
        assertThat(Proof.of(runKey, Side.CLIENT, clientNonce, engineNonce)).isEqualTo(nested.string("client"));
    }

    @Test
    void holdsForItsOwnKeySideAndNoncesOnly() {
        var proof = Proof.of(key, Side.CLIENT, clientNonce, engineNonce);

        assertThat(Proof.holds(proof, key, Side.CLIENT, clientNonce, engineNonce)).isTrue();
        assertThat(Proof.holds(proof, key, Side.ENGINE, clientNonce, engineNonce)).isFalse();
        assertThat(Proof.holds(proof, key, Side.CLIENT, engineNonce, clientNonce)).isFalse();
        assertThat(Proof.holds(proof, Key.random(), Side.CLIENT, clientNonce, engineNonce)).isFalse();
        assertThat(Proof.holds(proof, key, Side.CLIENT, clientNonce, Nonce.random())).isFalse();
        assertThat(Proof.holds("", key, Side.CLIENT, clientNonce, engineNonce)).isFalse();
    }

    @Test
    void showsNoKeyInAMessage() {
        assertThat(key.toString()).doesNotContain(key.hex());
        assertThatThrownBy(() -> Key.ofHex("secret")).isInstanceOf(IllegalArgumentException.class).message()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65})
    void takesKeysOfOneLengthOnly(int digits) {
        assertThatThrownBy(() -> Key.ofHex("a".repeat(digits))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void makesNewNoncesAndKeysEachTime() {
        assertThat(Nonce.random()).hasSize(64).isNotEqualTo(Nonce.random());
        assertThat(Key.random()).isNotEqualTo(Key.random());
        assertThat(Key.ofHex(key.hex())).isEqualTo(key);
    }
}
