package dev.weir.engine.hooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What differs by platform in starting a program in a process group of its own, and in killing all of the group.
public interface ProcessGroup {

    /// The command that runs `program` as the leader of a group.
    List<String> command(List<String> program);

    /// Kills the group that `leader` leads, and what descends from it, whether they run or not.
    void kill(Process leader);

    /// That of this platform.
    static ProcessGroup ofThisPlatform() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .<ProcessGroup>map(setsid -> new Posix(List.of(setsid.toString())))
                .orElseGet(() -> new Posix(List.of("/usr/bin/perl", "-e", "setpgrp(0, 0); exec { $ARGV[0] } @ARGV")));
    }

    /// Where the shell's `kill` takes the number of a group.
    ///
    /// @param prefix a command that makes itself the leader of a group, then becomes the program, with the same process number
    record Posix(List<String> prefix) implements ProcessGroup {

        private static final System.Logger LOG = System.getLogger(ProcessGroup.class.getName());

        @Override
        public List<String> command(List<String> program) {
            return Stream.concat(prefix.stream(), program.stream()).toList();
        }

        @Override
        public void kill(Process leader) {
            leader.descendants().forEach(ProcessHandle::destroyForcibly);
            leader.toHandle().destroyForcibly(); // Process.destroyForcibly would close the pipes before they are read.
            killGroup(leader.pid());
        }

        private static void killGroup(long group) {
            try {
                new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- \"-$1\"", "kill", Long.toString(group))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor(10, TimeUnit.SECONDS);
            } catch (IOException problem) {
                LOG.log(System.Logger.Level.WARNING, "cannot kill the process group {0}: {1}", group, problem);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
