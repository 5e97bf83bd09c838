package dev.weir.hooks.names;

import dev.weir.api.Distribution;
import dev.weir.api.Gate;
import dev.weir.api.Kind;
import java.util.List;
import java.util.Optional;

/// A distribution as an installer tells of it at a gate.
record Asked(Kind kind, Optional<String> name, Optional<String> version, Optional<String> filename) {

    static Asked wheel(String filename) {
        return new Asked(Kind.WHEEL, Optional.empty(), Optional.empty(), Optional.of(filename));
    }

    static Asked sdist(String filename) {
        return new Asked(Kind.SDIST, Optional.empty(), Optional.empty(), Optional.of(filename));
    }

    static Asked archive(String filename) {
        return new Asked(Kind.ARCHIVE, Optional.empty(), Optional.empty(), Optional.of(filename));
    }

    static Asked folder() {
        return new Asked(Kind.DIRECTORY, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Asked checkout() {
        return new Asked(Kind.VCS, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Asked of(String name, String version) {
        return folder().as(name, version);
    }

    Asked as(String said) {
        return new Asked(kind, Optional.of(said), version, filename);
    }

    Asked as(String said, String saidVersion) {
        return new Asked(kind, Optional.of(said), Optional.of(saidVersion), filename);
    }

    Gate download() {
        return new Gate.Download("pip", distribution());
    }

    Gate unpack() {
        return new Gate.Unpack("pip", distribution());
    }

    Gate install() {
        return new Gate.Install("pip", distribution());
    }

    Gate build() {
        return new Gate.Build("pip", distribution());
    }

    Gate built() {
        return new Gate.Built("pip", distribution());
    }

    Gate write() {
        return new Gate.Write("pip", distribution());
    }

    Gate uninstall() {
        return new Gate.Uninstall("pip", distribution());
    }

    List<Gate> everyGateOfIt() {
        return List.of(download(), unpack(), install(), build(), built(), write());
    }

    private Distribution distribution() {
        return new Distribution("26.3", kind.word(), name, version, Optional.of("file:///somewhere"), Optional.empty(),
                List.of(name.orElse("./somewhere")), Optional.empty(), filename, Optional.empty(), 0, Optional.empty(),
                "1-1", "{}");
    }
}
