package dev.weir.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The distribution tuple without its first argument (`spec/events.md`).
///
/// @param installerVersion version of the installer
/// @param kind             the word in the tuple; [Kind#of(String)] knows those of pip
/// @param name             as the installer knows it at that moment, not normalised
/// @param version          likewise
/// @param url              where the bits come from, without credentials
/// @param specifier        as asked for
/// @param chain            what asked for it, from itself to the root requirement
/// @param hashes           those that the user requires; empty where none is required
/// @param filename         file name of an archive
/// @param path             local path of the bits in the installer's reach; may change at any time, never read it in place of the [Artifact]
/// @param flags            bits, see [Flag]
/// @param digest           what the shim saw at `path`; a claim, the engine hashes for itself
/// @param operation        id, the same in a gate and its `.done`
/// @param extra            a JSON object, for what has no argument of its own
public record Distribution(
        String installerVersion,
        String kind,
        Optional<String> name,
        Optional<String> version,
        Optional<String> url,
        Optional<String> specifier,
        List<String> chain,
        Optional<List<String>> hashes,
        Optional<String> filename,
        Optional<String> path,
        int flags,
        Optional<Digest> digest,
        String operation,
        String extra) {

    public Distribution {
        chain = List.copyOf(chain);
        hashes = hashes.map(List::copyOf);
    }

    /// The flags that have a name.
    public Set<Flag> flagSet() {
        return Flag.of(flags);
    }
}
