package dev.weir.benchmarks.micro;

import dev.weir.api.Digest;
import dev.weir.api.Gate;
import dev.weir.benchmarks.place.Workshop;
import dev.weir.engine.bits.Bits;
import dev.weir.engine.bits.CopiedArtifact;
import dev.weir.engine.bits.PrivateFolder;
import dev.weir.engine.hooks.Asked;
import dev.weir.engine.hooks.Dispatch;
import dev.weir.engine.hooks.HookSet;
import dev.weir.engine.settings.Settings;
import dev.weir.hooks.names.NamesHook;
import dev.weir.hooks.self.SelfHook;
import dev.weir.packaging.tree.TreeScope;
import dev.weir.testkit.packages.Wheel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A gate through the hooks that are part of this build.
@State(Scope.Benchmark)
public class DispatchBenchmark {

    private final Workshop workshop;
    private final Dispatch dispatch =
            HookSet.load(Settings.DEFAULT, List.of(new NamesHook(List.of(), List.of()), new SelfHook())).dispatch();
    private final Gate.Download request = Examples.download();
    private final Bits bits;
    private final Gate.Install install;

    /// With a wheel of twenty modules on disk.
    public DispatchBenchmark() {
        try {
            workshop = Workshop.open();
            var wheel = Wheel.of("package", "1.0");
            for (int module = 0; module < 20; module++) {
                wheel = wheel.file("package/module_" + module + ".py", "value = 1\n".repeat(500));
            }
            bits = new Bits(wheel.writeTo(workshop.folder()), TreeScope.WHOLE);
            install =
                    new Gate.Install("pip", Examples.distribution(Optional.of(bits.path()), Optional.<Digest>empty()));
        } catch (IOException noRoom) {
            throw new IllegalStateException(noRoom);
        }
    }

    /// Removes the wheel.
    @TearDown
    public void remove() throws IOException {
        workshop.close();
    }

    /// One hook that looks at names.
    @Benchmark
    public List<Asked> request() {
        return dispatch.ask(request, Optional.empty());
    }

    /// A private copy of the wheel, its digest, and one hook that has seen these bits before.
    @Benchmark
    public List<Asked> wheel() throws IOException {
        try (var folder = PrivateFolder.create("weir-bits-")) {
            CopiedArtifact copy = bits.copyInto(folder);
            return dispatch.ask(install, Optional.of(copy));
        }
    }
}
