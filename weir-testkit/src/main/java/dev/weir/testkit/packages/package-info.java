/// Makes real Python packages in code: wheels, source archives, folders and git repositories, the same bytes each time. Needs no network, no setuptools
/// and no Python.
@NullMarked
package dev.weir.testkit.packages;

import org.jspecify.annotations.NullMarked;
