/// The client's side of the wire (`spec/wire.md`): finds or starts an engine, proves itself, asks.
@NullMarked
package dev.weir.cli.client;

import org.jspecify.annotations.NullMarked;
