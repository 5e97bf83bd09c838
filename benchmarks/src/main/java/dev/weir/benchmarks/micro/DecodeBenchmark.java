package dev.weir.benchmarks.micro;

import dev.weir.api.Gate;
import dev.weir.wire.FrameException;
import dev.weir.wire.Frames;
import dev.weir.wire.ShimMessage;
import dev.weir.wire.Tuples;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A frame to a gate.
@State(Scope.Benchmark)
public class DecodeBenchmark {

    private final byte[] frame;

    /// With one question in a frame.
    public DecodeBenchmark() {
        var gate = Examples.download();
        try {
            frame = Frames.encode(new ShimMessage.Ask(gate.event(), Tuples.args(gate)).json());
        } catch (FrameException tooLong) {
            throw new IllegalStateException(tooLong);
        }
    }

    /// Reads frame, JSON, message and tuple.
    @Benchmark
    public Gate decode() throws IOException {
        if (ShimMessage.of(Frames.decode(frame)) instanceof ShimMessage.Ask(var event, var args)) {
            return Tuples.gate(event, args);
        }
        throw new IllegalStateException("no question");
    }
}
