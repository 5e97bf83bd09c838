/// What was measured, as Markdown and JSON.
@NullMarked
package dev.weir.benchmarks.report;

import org.jspecify.annotations.NullMarked;
