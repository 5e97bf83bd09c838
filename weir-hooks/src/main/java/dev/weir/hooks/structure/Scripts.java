package dev.weir.hooks.structure;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Names of programs.
final class Scripts {

    private static final Pattern TAKEN =
            Pattern.compile("(?:pythonw?|pip|pypy|idle|pydoc)[0-9.]*t?(?:\\.exe|\\.py|\\.bat|\\.cmd)?");
    private static final Pattern PATH = Pattern.compile(".*[/\\\\:\\p{Cntrl}].*|\\.{0,2}", Pattern.DOTALL);
    private static final Set<String> COMMON =
            Set.of("sh", "bash", "zsh", "dash", "env", "sudo", "su", "ls", "cat", "cp", "mv", "rm", "ln",
                    "mkdir", "chmod", "chown", "grep", "sed", "awk", "find", "tar", "gzip", "zip", "unzip", "curl",
                    "wget", "ssh", "scp", "git",
                    "make", "cc", "gcc", "c++", "g++", "clang", "ld", "ar", "ps", "kill", "which", "whoami", "id",
                    "cmd", "powershell", "node",
                    "npm", "java", "docker", "kubectl", "perl", "ruby", "openssl", "gpg", "systemctl", "activate",
                    "deactivate");

    private Scripts() {}

    /// Whether it is, to some system, a name of the interpreter, of pip, or of what Python itself installs.
    static boolean isTakenByPython(String name) {
        return TAKEN.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /// Whether it leads elsewhere than into the folder of scripts.
    static boolean isPath(String name) {
        return PATH.matcher(name).matches();
    }

    /// Whether people type it and mean a program of the system.
    static boolean isCommon(String name) {
        return COMMON.contains(name.toLowerCase(Locale.ROOT));
    }
}
