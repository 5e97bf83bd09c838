package dev.weir.hooks.structure;

import dev.weir.api.Finding;
import dev.weir.packaging.requirement.InvalidRequirementException;
import dev.weir.packaging.requirement.Requirement;
import java.util.List;
import java.util.stream.Stream;

/// The rule for requirements, wherever they stand.
final class Requirements {

    private Requirements() {}

    static List<Finding> findings(String path, List<String> requirements) {
        return requirements.stream().flatMap(text -> finding(path, text)).toList();
    }

    private static Stream<Finding> finding(String path, String text) {
        try {
            Requirement.parse(text);
            return Stream.empty();
        } catch (InvalidRequirementException invalid) {
            return Stream.of(StructureRule.REQUIREMENT.at(path, String.valueOf(invalid.getMessage())));
        }
    }
}
