package dev.weir.verification.machine;

import java.nio.file.Path;

/// A CPython of this machine.
///
/// @param version `3.11.7`
/// @param path    its program
/// @param pip     version of the pip that its virtual environments have
public record Python(String version, Path path, Release pip) {

    @Override
    public String toString() {
        return "Python " + version;
    }
}
