package dev.weir.wire;

import dev.weir.api.Contract;
import dev.weir.api.Distribution;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonNull;

/// The distribution tuple.
final class DistributionTuple {

    private DistributionTuple() {}

    static Distribution read(Arguments from) {
        return new Distribution(
                from.string(),
                from.string(),
                from.stringOrNone(),
                from.stringOrNone(),
                from.stringOrNone(),
                from.stringOrNone(),
                from.strings(),
                from.stringsOrNone(),
                from.stringOrNone(),
                from.stringOrNone(),
                from.int31(),
                from.digestOrNone(),
                from.operation(),
                from.extra());
    }

    static JsonArray write(Distribution distribution) {
        return JsonArray.of(
                Json.of(Contract.VERSION),
                Json.of(distribution.installerVersion()),
                Json.of(distribution.kind()),
                Json.of(distribution.name()),
                Json.of(distribution.version()),
                Json.of(distribution.url()),
                Json.of(distribution.specifier()),
                JsonArray.ofStrings(distribution.chain()),
                distribution.hashes().<Json>map(JsonArray::ofStrings).orElse(JsonNull.NULL),
                Json.of(distribution.filename()),
                Json.of(distribution.path()),
                Json.of(distribution.flags()),
                Digests.json(distribution.digest()),
                Json.of(distribution.operation()),
                Json.of(distribution.extra()));
    }
}
