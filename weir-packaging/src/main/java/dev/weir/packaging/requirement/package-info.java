/// Requirements and environment markers ([PEP 508](https://peps.python.org/pep-0508/)). Every type is immutable and safe for any thread.
@NullMarked
package dev.weir.packaging.requirement;

import org.jspecify.annotations.NullMarked;
