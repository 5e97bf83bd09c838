package dev.weir.verification.spec;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonObject;
import java.net.URI;
import java.util.List;

/// A schema of the folder `spec`, or a part of one.
public final class Schema {

    private final JsonObject text;
    private final Validator validator;
    private final URI place;

    private Schema(JsonObject text, Validator validator, URI place) {
        this.text = text;
        this.validator = validator;
        this.place = place;
    }

    /// The schema in a file of `spec`. It is held against the schema of schemas first.
    public static Schema of(String name) {
        var text = Spec.read(name).asObject(name);
        var validator = new ValidatorFactory().withJsonNodeFactory(SchemaNode.FACTORY).createValidator();
        return new Schema(text, validator, validator.registerSchema(text));
    }

    /// The schema below `$defs`.
    Schema definition(String name) {
        return new Schema(text, validator, URI.create(place + "#/$defs/" + name));
    }

    /// What does not fit, each with its place; empty where `json` fits.
    public List<String> problems(Json json) {
        var result = validator.validate(place, json);
        return result.isValid()
                ? List.of()
                : result.getErrors().stream()
                        .map(error -> error.getInstanceLocation() + ": " + error.getKeyword() + ": " + error.getError())
                        .toList();
    }

    /// The schema itself.
    JsonObject text() {
        return text;
    }
}
