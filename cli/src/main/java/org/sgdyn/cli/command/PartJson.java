package org.sgdyn.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.catalog.PartParameter;
import org.sgdyn.spi.Reference;

/** What there is to say of a part, for programs. */
final class PartJson {

    private PartJson() {}

    /** A part from a jar. */
    static Map<String, Object> of(PartDocumentation part, String jar) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", part.name());
        json.put("kind", part.kind().word());
        json.put("meaning", part.description().meaning());
        json.put("formula", part.description().formula());
        json.put("jar", jar);
        json.put("parameters", parameters(part, part.parameters(), ""));
        json.put("example", example(part));
        json.put(
                "references",
                part.description().references().stream().map(Reference::line).toList());
        return json;
    }

    /** The part where an experiment has it. */
    static String example(PartDocumentation part) {
        return part.kind().setting(part.example());
    }

    private static List<Map<String, Object>> parameters(
            PartDocumentation part, List<PartParameter> parameters, String prefix) {
        return parameters.stream()
                .map(parameter -> parameter(part, parameter, prefix))
                .toList();
    }

    private static Map<String, Object> parameter(PartDocumentation part, PartParameter parameter, String prefix) {
        String key = prefix + parameter.key();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", parameter.key());
        json.put("type", parameter.type().name().toLowerCase(Locale.ROOT));
        json.put("rule", parameter.rule());
        json.put("meaning", part.meaning(key));
        json.put("required", parameter.required());
        parameter.otherwise().ifPresent(value -> json.put("default", value));
        if (!parameter.fields().isEmpty()) {
            json.put("fields", parameters(part, parameter.fields(), key + "."));
        }
        return json;
    }
}
