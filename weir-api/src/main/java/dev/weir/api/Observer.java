package dev.weir.api;

/// Watches and changes nothing. Found like a [Hook], as a service of this type.
///
/// **Threads.** Called on one thread of its own, in order, after the journal has the record; it never delays an answer.
/// **Errors.** What it throws is logged and has no effect. **No guarantee** that it sees the last events before the engine is killed: the journal does.
public interface Observer {

    /// A gate was judged.
    default void before(Gate gate, Verdict verdict) {}

    /// An operation ended.
    default void after(Done done) {}
}
