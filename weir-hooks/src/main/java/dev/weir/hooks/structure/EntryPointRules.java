package dev.weir.hooks.structure;

import dev.weir.api.Finding;
import dev.weir.packaging.metadata.EntryPoints;
import dev.weir.packaging.metadata.InvalidMetadataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The rules for `entry_points.txt`: installers make programs of some of its lines.
final class EntryPointRules {

    private static final int LARGEST = 8 << 20;

    private final ArchiveFiles files;
    private final String path;
    private final boolean isPip;
    private final List<Finding> found = new ArrayList<>();

    EntryPointRules(ArchiveFiles files, String distInfo, boolean isPip) {
        this.files = files;
        this.path = distInfo + "/entry_points.txt";
        this.isPip = isPip;
    }

    List<Finding> findings() throws IOException {
        var content = files.read(path, LARGEST);
        if (content.isPresent()) {
            judge(content.get());
        }
        return found;
    }

    private void judge(byte[] content) {
        try {
            EntryPoints.parse(content).all().stream().filter(EntryPoints.EntryPoint::isScript).forEach(this::judge);
        } catch (InvalidMetadataException invalid) {
            found.add(StructureRule.ENTRY_POINTS.at(path, invalid.what()).at(path, invalid.line()));
        }
    }

    private void judge(EntryPoints.EntryPoint script) {
        if (Scripts.isPath(script.name()) || (Scripts.isTakenByPython(script.name()) && !isPip)) {
            report(StructureRule.SCRIPT_NAME, script, "a script named " + script.name());
        }
        if (!script.namesAnObject()) {
            report(StructureRule.SCRIPT_VALUE, script, "the script %s is %s".formatted(script.name(), script.value()));
        }
        if (Scripts.isCommon(script.name())) {
            report(StructureRule.SHADOWS_COMMAND, script, "a script named " + script.name());
        }
    }

    private void report(StructureRule rule, EntryPoints.EntryPoint script, String what) {
        found.add(rule.at(path, what).at(path, script.line()));
    }
}
