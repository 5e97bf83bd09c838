/// Takes connections, greets, and leads conversations (`spec/wire.md`). What a gate's answer is comes from a [dev.weir.engine.ingress.Judge], and
/// what is kept goes to a [dev.weir.engine.ingress.Ledger].
@NullMarked
package dev.weir.engine.ingress;

import org.jspecify.annotations.NullMarked;
