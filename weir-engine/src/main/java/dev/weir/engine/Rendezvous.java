package dev.weir.engine;

import dev.weir.engine.bits.PrivateFolder;
import dev.weir.wire.Key;
import dev.weir.wire.Protocol;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/// The file in which an engine announces itself (`spec/wire.md`). Only its user can read it.
final class Rendezvous {

    private final Path file;
    private final byte[] content;

    private Rendezvous(Path file, byte[] content) {
        this.file = file;
        this.content = content;
    }

    /// Announces an engine that accepts connections.
    static Rendezvous announce(Places places, String address, Key key) throws IOException {
        var json = JsonObject.builder()
                .put("protocol", Protocol.VERSION)
                .put("build", places.build())
                .put("pid", ProcessHandle.current().pid())
                .put("transport", places.transport().word())
                .put("address", address)
                .put("key", key.hex())
                .build();
        var rendezvous = new Rendezvous(places.rendezvous(), json.encode().getBytes(StandardCharsets.UTF_8));
        rendezvous.write();
        return rendezvous;
    }

    private void write() throws IOException {
        PrivateFolder.require(file.resolveSibling(""));
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (var out = Files.newByteChannel(fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
            out.write(ByteBuffer.wrap(content));
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /// Whether clients still find this engine there.
    boolean stands() throws IOException {
        try {
            return Arrays.equals(Files.readAllBytes(file), content);
        } catch (NoSuchFileException removed) {
            return false;
        }
    }

    /// Takes it away, so that nobody new comes.
    void remove() throws IOException {
        if (stands()) {
            Files.delete(file);
        }
    }
}
