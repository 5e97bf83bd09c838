package dev.weir.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPartsTest {

    @TempDir
    Path folder;

    @Test
    void failsWhereOneStatementIsNotTrue() {
        var text = new StringWriter();
        var report = new Report(new PrintWriter(text));
        report.check(true, "one");
        assertThat(report.allTrue()).isTrue();
        report.check(false, "two");
        report.check(true, "three");

        assertThat(report.allTrue()).isFalse();
        assertThat(text.toString().lines()).containsExactly("   ok   one", "   NOT SO: two", "   ok   three");
    }

    @Test
    void saysWhereItLookedForSamples() {
        assertThatThrownBy(() -> Samples.of(folder.resolve("samples"))).isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString());
    }
}
