package dev.weir.packaging.requirement;

import java.util.List;
import java.util.stream.Collectors;

/// A condition on the environment that a requirement holds for.
public sealed interface Marker {

    /// All of them hold.
    record And(List<Marker> all) implements Marker {
        public And {
            all = List.copyOf(all);
        }

        @Override
        public String toString() {
            return all.stream().map(Marker::grouped).collect(Collectors.joining(" and "));
        }
    }

    /// One of them holds.
    record Or(List<Marker> any) implements Marker {
        public Or {
            any = List.copyOf(any);
        }

        @Override
        public String toString() {
            return any.stream().map(Marker::toString).collect(Collectors.joining(" or "));
        }
    }

    /// Two things compared.
    ///
    /// @param operator one of those for versions, `in` or `not in`
    record Comparison(Operand left, String operator, Operand right) implements Marker {
        @Override
        public String toString() {
            return left + " " + operator + " " + right;
        }
    }

    /// What is compared.
    sealed interface Operand {}

    /// Something of the environment, such as `python_version`.
    record Variable(String name) implements Operand {
        @Override
        public String toString() {
            return name;
        }
    }

    /// A text.
    record Text(String value) implements Operand {
        @Override
        public String toString() {
            return value.indexOf('"') < 0 ? '"' + value + '"' : "'" + value + "'";
        }
    }

    private static String grouped(Marker marker) {
        return marker instanceof Or ? "(" + marker + ")" : marker.toString();
    }
}
