package dev.weir.packaging.version;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// A version as [PEP 440](https://peps.python.org/pep-0440/) defines it, with the names that the `packaging` library uses.
///
/// Every spelling that PEP 440 permits is read, and written back in its normal form by [#toString]. Numbers have no upper bound but
/// the length of the text, at most 4300 characters.
///
/// The order is total. Versions are equal where their order is: `1.0` equals `1.0.0`, though each keeps its own text.
public final class Version implements Comparable<Version> {
    private static final Comparator<Version> ORDER =
            Comparator.comparing(Version::epoch)
                    .thenComparing(Version::significantRelease, Lists::compare)
                    .thenComparing(Version::compareSuffix)
                    .thenComparing(Version::localPart, Version::absentFirst);

    private final BigInteger epoch;
    private final List<BigInteger> release;
    private final Optional<PreRelease> pre;
    private final Optional<BigInteger> post;
    private final Optional<BigInteger> dev;
    private final Optional<LocalVersion> local;

    Version(
            BigInteger epoch,
            List<BigInteger> release,
            Optional<PreRelease> pre,
            Optional<BigInteger> post,
            Optional<BigInteger> dev,
            Optional<LocalVersion> local) {
        this.epoch = epoch;
        this.release = List.copyOf(release);
        this.pre = pre;
        this.post = post;
        this.dev = dev;
        this.local = local;
    }

    /// Reads a version. White space of ASCII around it is ignored.
    ///
    /// @throws InvalidVersionException where `text` is no version
    public static Version parse(String text) {
        return VersionParser.parse(text);
    }

    /// Reads a version; empty where `text` is none.
    public static Optional<Version> find(String text) {
        try {
            return Optional.of(parse(text));
        } catch (InvalidVersionException _) {
            return Optional.empty();
        }
    }

    /// The epoch, 0 where none is written.
    public BigInteger epoch() {
        return epoch;
    }

    /// The numbers of the release, at least one, with the zeros at its end that were written.
    public List<BigInteger> release() {
        return release;
    }

    public Optional<PreRelease> pre() {
        return pre;
    }

    public Optional<BigInteger> post() {
        return post;
    }

    public Optional<BigInteger> dev() {
        return dev;
    }

    /// What follows `+`, in its normal form.
    public Optional<String> local() {
        return local.map(LocalVersion::toString);
    }

    /// Whether this is a pre-release or a developmental release.
    public boolean isPrerelease() {
        return pre.isPresent() || dev.isPresent();
    }

    public boolean isPostrelease() {
        return post.isPresent();
    }

    public boolean isDevrelease() {
        return dev.isPresent();
    }

    /// This version without its local part.
    public Version publicVersion() {
        return new Version(epoch, release, pre, post, dev, Optional.empty());
    }

    /// Epoch and release alone.
    public Version baseVersion() {
        return new Version(
                epoch, release, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// What this version is a post-release of.
    Version postBase() {
        return new Version(epoch, release, pre, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The first of all developmental releases of this version.
    Version firstDevrelease() {
        return new Version(epoch, release, pre, post, Optional.of(BigInteger.ZERO), Optional.empty());
    }

    boolean hasLocal() {
        return local.isPresent();
    }

    private Optional<LocalVersion> localPart() {
        return local;
    }

    private List<BigInteger> significantRelease() {
        int length = release.size();
        while (length > 0 && release.get(length - 1).signum() == 0) {
            length--;
        }
        return release.subList(0, length);
    }

    /// Compares what stands between release and local part. A developmental release of the release itself comes before its
    /// pre-releases; then pre-releases, the release, post-releases; and before each of these its own developmental releases.
    private int compareSuffix(Version other) {
        int order = Integer.compare(stage(), other.stage());
        if (order == 0) {
            order = absentFirst(pre, other.pre);
        }
        if (order == 0) {
            order = absentFirst(post, other.post);
        }
        return order == 0 ? absentLast(dev, other.dev) : order;
    }

    private int stage() {
        if (pre.isPresent()) {
            return 1;
        }
        return post.isEmpty() && dev.isPresent() ? 0 : 2;
    }

    private static <T extends Comparable<? super T>> int absentFirst(Optional<T> left, Optional<T> right) {
        return left.isPresent() && right.isPresent()
                ? left.get().compareTo(right.get())
                : Boolean.compare(left.isPresent(), right.isPresent());
    }

    private static <T extends Comparable<? super T>> int absentLast(Optional<T> left, Optional<T> right) {
        return left.isPresent() && right.isPresent()
                ? left.get().compareTo(right.get())
                : Boolean.compare(right.isPresent(), left.isPresent());
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(epoch, significantRelease(), pre, post, dev, local);
    }

    /// The normal form, such as `1!2.0rc1.post2.dev3+ubuntu.1`.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (epoch.signum() != 0) {
            text.append(epoch).append('!');
        }
        text.append(release.stream().map(BigInteger::toString).collect(Collectors.joining(".")));
        pre.ifPresent(text::append);
        post.ifPresent(number -> text.append(".post").append(number));
        dev.ifPresent(number -> text.append(".dev").append(number));
        local.ifPresent(part -> text.append('+').append(part));
        return text.toString();
    }
}
