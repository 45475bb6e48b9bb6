package org.sgdyn.cli.yaml;

import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Writes settings as {@link YamlReader} reads them. */
public final class YamlWriter {

    private static final int WIDTH = 120;

    private YamlWriter() {}

    /**
     * A document in YAML 1.2.
     *
     * @param settings maps, lists, texts, numbers and flags
     * @return the text
     */
    public static String text(Map<String, Object> settings) {
        DumpSettings style = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.AUTO)
                .setWidth(WIDTH)
                .setSchema(new CoreSchema())
                .setDereferenceAliases(true)
                .build();
        return new Dump(style).dumpToString(settings);
    }
}
