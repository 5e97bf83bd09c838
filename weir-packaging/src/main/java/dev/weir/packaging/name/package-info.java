/// Project names, and entries of a policy that name a project. Every type is immutable and safe for any thread.
@NullMarked
package dev.weir.packaging.name;

import org.jspecify.annotations.NullMarked;
