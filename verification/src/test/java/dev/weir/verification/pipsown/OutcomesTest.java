package dev.weir.verification.pipsown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomesTest {

    private static final String REPORT = """
            <testsuites><testsuite name="pytest" tests="5">
            <testcase classname="tests.functional.test_a" name="test_passes[--user]" file="tests/functional/test_a.py" line="1">
              <properties><property name="a" value="b"/></properties><system-out>said</system-out>
            </testcase>
            <testcase classname="tests.functional.test_a.TestMore" name="test_fails" file="tests/functional/test_a.py" line="2">
              <failure message="no"/>
            </testcase>
            <testcase classname="tests.functional.test_a" name="test_errs" file="tests/functional/test_a.py" line="3"/>
            <testcase classname="tests.functional.test_a" name="test_errs" file="tests/functional/test_a.py" line="3"><error/></testcase>
            <testcase classname="tests.functional.test_a" name="test_is_skipped" file="tests/functional/test_a.py" line="4">
              <skipped type="pytest.xfail"/>
            </testcase>
            </testsuite></testsuites>
            """;

    @TempDir
    Path folder;

    @Test
    void readsWhatCameOfEachTest() throws IOException {
        var file = "tests/functional/test_a.py::";
        assertThat(Outcomes.read(report(REPORT)).byName()).isEqualTo(Map.of(
                file + "test_passes[--user]", "passed",
                file + "TestMore::test_fails", "failure",
                file + "test_errs", "error",
                file + "test_is_skipped", "skipped"));
    }

    @Test
    void saysWhichReportIsBroken() throws IOException {
        var report = report("<testsuites>");
        assertThatThrownBy(() -> Outcomes.read(report)).isInstanceOf(IOException.class)
                .hasMessageContaining("report.xml");
    }

    private Path report(String text) throws IOException {
        return Files.writeString(folder.resolve("report.xml"), text);
    }
}
