package dev.weir.engine.hooks;

/// The one way in which every kind of hook is asked.
@FunctionalInterface
interface Answerer {

    /// Called on a thread of its own, which is interrupted at the deadline.
    ///
    /// @throws HookFailureException where the answer does not count, for a reason that the user can understand
    /// @throws Exception            whatever else goes wrong in the hook
    Reply answer(Question question) throws Exception;
}
