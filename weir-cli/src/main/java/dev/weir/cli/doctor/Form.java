package dev.weir.cli.doctor;

/// In what form a canary comes.
enum Form {
    WHEEL("wheel"),
    /// By its address.
    URL("wheel by URL"),
    SDIST("source archive"),
    /// By its path.
    ARCHIVE("source archive by path"),
    FOLDER("folder"),
    EDITABLE("folder, -e"),
    /// By the address of its repository.
    GIT("git repository"),
    GIT_EDITABLE("git repository, -e"),
    /// A wheel that the build of another package asks for.
    BUILD_REQUIREMENT("build requirement");

    private final String words;

    Form(String words) {
        this.words = words;
    }

    /// As the user reads it.
    String words() {
        return words;
    }

    /// Whether nothing of it runs before it is imported.
    boolean isWheel() {
        return this == WHEEL || this == URL;
    }
}
