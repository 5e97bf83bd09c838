/// Versions and version specifiers of [PEP 440](https://peps.python.org/pep-0440/). Every type is immutable and safe for any thread.
@NullMarked
package dev.weir.packaging.version;

import org.jspecify.annotations.NullMarked;
