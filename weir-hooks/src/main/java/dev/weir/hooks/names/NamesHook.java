package dev.weir.hooks.names;

import dev.weir.api.Distribution;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.GateAction;
import dev.weir.api.Hook;
import dev.weir.api.Kind;
import dev.weir.packaging.name.NormalizedName;
import dev.weir.packaging.version.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Judges by name and version: what is on a deny list, or not on an allow list, is refused (`docs/hooks/names.md`).
///
/// Names are compared as [PEP 503](https://peps.python.org/pep-0503/#normalized-names) normalises them, versions as
/// [PEP 440](https://peps.python.org/pep-0440/) orders them. Both what the installer says and what the file name says are judged.
public final class NamesHook implements Hook.RequestHook {

    private static final Set<GateAction> GATES = Set.of(GateAction.CANDIDATES, GateAction.DOWNLOAD, GateAction.UNPACK,
            GateAction.INSTALL, GateAction.BUILD, GateAction.BUILT, GateAction.WRITE);

    private final Optional<Lists> lists;

    /// @param deny  what is refused
    /// @param allow one list of each source of settings that has one: what one of them leaves out is refused too
    public NamesHook(List<Listed> deny, List<AllowList> allow) {
        this.lists = Optional.of(new Lists(deny, allow)).filter(Lists::decideAnything);
    }

    @Override
    public String name() {
        return "names";
    }

    /// None where there are no lists.
    @Override
    public Set<GateAction> gates() {
        return lists.isPresent() ? GATES : Set.of();
    }

    @Override
    public List<Finding> review(Gate gate) {
        return lists.map(given -> review(gate, given).distinct().toList()).orElse(List.of());
    }

    /// What the lists say of a project, without anybody asking for it.
    ///
    /// @param version empty where it is not known
    public List<Remark> explain(NormalizedName name, Optional<Version> version) {
        var claim = new Claim(name.text(), List.of(new Identity(name, version)));
        return lists.map(given -> given.remarks(claim).toList()).orElse(List.of());
    }

    /// What is not known may wait as long as a later gate stands before any code of it. It must be known from the gate `install` on.
    private static Stream<Finding> review(Gate gate, Lists lists) {
        return switch (gate) {
            case Gate.Invoked _,Gate.Uninstall _ -> Stream.empty();
            case Gate.Candidates(_, var offer) -> lists.judge(Subject.of(offer));
            case Gate.Download(_, var distribution) -> lists.judge(Subject.of(distribution, lists.names()));
            case Gate.Unpack(_, var distribution) -> lists.judge(Subject.of(distribution, lists.names()));
            case Gate.Install(_, var distribution) -> reviewSource(distribution, lists);
            case Gate.Build(_, var distribution) -> reviewSource(distribution, lists);
            case Gate.Built(_, var distribution) -> lists.judgeForGood(Subject.of(distribution, lists.names()));
            case Gate.Write(_, var distribution) -> lists.judgeForGood(Subject.of(distribution, lists.names()));
        };
    }

    private static Stream<Finding> reviewSource(Distribution distribution, Lists lists) {
        var subject = Subject.of(distribution, lists.names());
        return distribution.kind().equals(Kind.DIRECTORY.word())
                ? lists.judgeFolder(subject)
                : lists.judgeForGood(subject);
    }
}
