package dev.weir.verification.pipsown;

/// How the environments are in which the tests run pip.
enum Side {
    WITHOUT,
    WITH
}
