package dev.weir.verification.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.verification.canary.CellResult.Kind;
import dev.weir.verification.machine.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellResultTest {

    private static Result ended(int exit, String err) {
        return new Result(List.of("pip", "install"), exit, "", err);
    }

    @Test
    void isExplainedWherePipFailsInTheSameWayWithoutWeir() {
        var result =
                CellResult.compare(ended(1, "weir: …\nno"), ended(1, "first\nno such file: '/tmp/x/setup.py'\n\n"));
        assertThat(result).isEqualTo(new CellResult(Kind.EXPLAINED, "exit 1, `no such file: '…'`"));
    }

    @Test
    void isRedWherePipGoesOnWithoutWeir() {
        assertThat(CellResult.compare(ended(1, ""), ended(0, "")).kind()).isEqualTo(Kind.RED);
    }

    @Test
    void isRedWherePipFailsInAnotherWayWithoutWeir() {
        assertThat(CellResult.compare(ended(11, ""), ended(1, "")).kind()).isEqualTo(Kind.RED);
    }

    @Test
    void isRedWhereARefusalIsMissing() {
        assertThat(CellResult.compare(ended(0, ""), ended(0, "")).kind()).isEqualTo(Kind.RED);
    }
}
