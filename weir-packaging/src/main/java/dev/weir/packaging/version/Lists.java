package dev.weir.packaging.version;

import java.util.List;

final class Lists {
    private Lists() {}

    /// Compares element by element; a list that another one continues comes before it.
    static <T extends Comparable<? super T>> int compare(List<T> left, List<T> right) {
        int common = Math.min(left.size(), right.size());
        for (int index = 0; index < common; index++) {
            int order = left.get(index).compareTo(right.get(index));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
