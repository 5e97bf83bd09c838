package dev.weir.verification.canary;

/// In what form the canary comes.
public enum Form {
    SETUP_PY("sdist with setup.py"),
    BACKEND("sdist with a backend in the tree"),
    BUILD_WHEEL("build requirement, a wheel"),
    BUILD_SDIST("build requirement, an sdist"),
    WHEEL("wheel"),
    PTH("wheel with a .pth file"),
    FOLDER("local folder"),
    EDITABLE("-e folder"),
    GIT("git"),
    GIT_EDITABLE("-e git"),
    CACHED("wheel from pip's cache");

    private final String words;

    Form(String words) {
        this.words = words;
    }

    /// Whether it is the build requirement of another package, its parent.
    boolean isBuildRequirement() {
        return this == BUILD_WHEEL || this == BUILD_SDIST;
    }

    /// Whether it is a user's own folder: until its metadata is there pip knows no name for it.
    boolean isFolder() {
        return this == FOLDER || this == EDITABLE;
    }

    boolean isEditable() {
        return this == EDITABLE || this == GIT_EDITABLE;
    }

    boolean isGit() {
        return this == GIT || this == GIT_EDITABLE;
    }

    /// Whether a backend is what is asked for.
    boolean isBackend() {
        return this == BACKEND || isBuildRequirement();
    }

    /// Whether pip is given its source, and builds it.
    boolean isSource() {
        return this != WHEEL && this != PTH && !isBuildRequirement();
    }

    /// Whether what is asked for is an sdist.
    boolean isArchive() {
        return this == SETUP_PY || this == BACKEND || isBuildRequirement();
    }

    /// Whether its code runs while it is being installed.
    boolean runsOnTheWay() {
        return this != WHEEL && this != PTH && this != CACHED;
    }

    @Override
    public String toString() {
        return words;
    }
}
