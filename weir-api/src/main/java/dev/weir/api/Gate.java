package dev.weir.api;

/// An event that may be refused: what follows it has not happened yet. A gate belongs to an installer; its event name is
/// `<installer>.<action>`.
public sealed interface Gate {

    /// The program that raised it: `pip`.
    String installer();

    /// What it is about to do.
    GateAction action();

    /// Id, unique in the journal, the same in a gate and its `.done`.
    String operation();

    /// The event's name, `pip.install`.
    default String event() {
        return installer() + "." + action().word();
    }

    /// A command begins.
    record Invoked(String installer, Command command) implements Gate {
        @Override
        public GateAction action() {
            return GateAction.INVOKED;
        }

        @Override
        public String operation() {
            return command.operation();
        }
    }

    /// The files on offer for a project are known.
    record Candidates(String installer, Offer offer) implements Gate {
        @Override
        public GateAction action() {
            return GateAction.CANDIDATES;
        }

        @Override
        public String operation() {
            return offer.operation();
        }
    }

    /// A gate about one distribution.
    sealed interface DistributionGate extends Gate {

        /// What it is about.
        Distribution distribution();

        @Override
        default String operation() {
            return distribution().operation();
        }
    }

    /// A gate at which there may be bits to judge. Where [Distribution#path()] is empty there are none, and no artifact hook is asked.
    sealed interface ArtifactGate extends DistributionGate {}

    /// A file is about to be fetched, or a checkout made.
    record Download(String installer, Distribution distribution) implements DistributionGate {
        @Override
        public GateAction action() {
            return GateAction.DOWNLOAD;
        }
    }

    /// An archive is about to be unpacked.
    record Unpack(String installer, Distribution distribution) implements ArtifactGate {
        @Override
        public GateAction action() {
            return GateAction.UNPACK;
        }
    }

    /// The bits are on disk and nothing of them has run.
    record Install(String installer, Distribution distribution) implements ArtifactGate {
        @Override
        public GateAction action() {
            return GateAction.INSTALL;
        }
    }

    /// A build backend hook or `setup.py` command is about to run.
    record Build(String installer, Distribution distribution) implements ArtifactGate {
        @Override
        public GateAction action() {
            return GateAction.BUILD;
        }
    }

    /// A wheel was built here and has not been used.
    record Built(String installer, Distribution distribution) implements ArtifactGate {
        @Override
        public GateAction action() {
            return GateAction.BUILT;
        }
    }

    /// A distribution is about to be written into an environment.
    record Write(String installer, Distribution distribution) implements ArtifactGate {
        @Override
        public GateAction action() {
            return GateAction.WRITE;
        }
    }

    /// An installed distribution is about to be removed.
    record Uninstall(String installer, Distribution distribution) implements DistributionGate {
        @Override
        public GateAction action() {
            return GateAction.UNINSTALL;
        }
    }
}
