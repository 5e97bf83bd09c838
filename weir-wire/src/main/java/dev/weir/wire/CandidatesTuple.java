package dev.weir.wire;

import dev.weir.api.Candidate;
import dev.weir.api.Contract;
import dev.weir.api.Offer;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;

/// The candidates tuple.
final class CandidatesTuple {

    private CandidatesTuple() {}

    static Offer read(Arguments from) {
        return new Offer(
                from.string(),
                from.string(),
                from.stringOrNone(),
                from.tuples(TupleKind.CANDIDATE).stream().map(CandidatesTuple::readCandidate).toList(),
                from.operation(),
                from.extra());
    }

    private static Candidate readCandidate(Arguments from) {
        return new Candidate(
                from.string(),
                from.string(),
                from.stringOrNone(),
                from.strings(),
                from.stringOrNone(),
                from.stringOrNone(),
                from.stringOrNone());
    }

    static JsonArray write(Offer offer) {
        return JsonArray.of(
                Json.of(Contract.VERSION),
                Json.of(offer.installerVersion()),
                Json.of(offer.project()),
                Json.of(offer.specifier()),
                new JsonArray(offer.candidates().stream().map(CandidatesTuple::write).toList()),
                Json.of(offer.operation()),
                Json.of(offer.extra()));
    }

    private static Json write(Candidate candidate) {
        return JsonArray.of(
                Json.of(candidate.version()),
                Json.of(candidate.filename()),
                Json.of(candidate.url()),
                JsonArray.ofStrings(candidate.hashes()),
                Json.of(candidate.yanked()),
                Json.of(candidate.uploadTime()),
                Json.of(candidate.requiresPython()));
    }
}
