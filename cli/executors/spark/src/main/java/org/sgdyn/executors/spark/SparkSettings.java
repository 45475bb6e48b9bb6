package org.sgdyn.executors.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;

/**
 * The parameters of the executor.
 *
 * @param master the cluster; empty for what Spark is configured for
 * @param home the directory of Spark; empty for the environment's
 * @param executorCores cores of each of Spark's executors; 0 for Spark's default
 * @param executorMemory memory of each of Spark's executors; empty for Spark's default
 * @param conf further settings of Spark, in the order given
 * @param batchSeconds how long a batch is to take, &gt; 0
 */
record SparkSettings(
        String master,
        String home,
        int executorCores,
        String executorMemory,
        Map<String, String> conf,
        double batchSeconds) {

    private static final Range CORES = Range.closed(0, 1024);

    private static final Range BATCH_SECONDS = Range.closed(0.01, 3600);

    private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]*[kmgt]");

    /** The blanks before a setting: values may hold blanks, too. */
    private static final Pattern BETWEEN_SETTINGS = Pattern.compile("\\s+(?=spark\\.[^\\s=]+=)");

    private static final Pattern SETTING = Pattern.compile("spark\\.[^\\s=]+=.*", Pattern.DOTALL);

    /**
     * Reads them.
     *
     * @param parameters the executor's parameters
     * @return the settings
     * @throws IllegalArgumentException if texts are not what Spark reads
     */
    static SparkSettings of(Parameters parameters) {
        String memory = parameters.text("executorMemory", "");
        if (!memory.isEmpty() && !MEMORY.matcher(memory).matches()) {
            throw new IllegalArgumentException("executorMemory: " + memory
                    + " is no amount of memory; give a whole number and k, m, g or t, such as 2g");
        }
        return new SparkSettings(
                parameters.text("master", ""),
                parameters.text("home", ""),
                parameters.integer("executorCores", CORES, 0),
                memory,
                settings(parameters.text("conf", "")),
                parameters.number("batchSeconds", BATCH_SECONDS, 2.0));
    }

    private static Map<String, String> settings(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (!text.isBlank()) {
            for (String setting : BETWEEN_SETTINGS.split(text.strip(), -1)) {
                if (!SETTING.matcher(setting).matches()) {
                    throw new IllegalArgumentException("conf: \"" + setting
                            + "\" is no setting of Spark; separate settings spark.KEY=VALUE by blanks");
                }
                int equals = setting.indexOf('=');
                settings.put(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        return settings;
    }

    /**
     * What Spark is told, the master apart; a setting in {@link #conf} wins over one that has a parameter of its own.
     *
     * @return settings by their keys
     */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        // Progress is the program's to show.
        properties.put("spark.ui.showConsoleProgress", "false");
        if (executorCores > 0) {
            properties.put("spark.executor.cores", Integer.toString(executorCores));
        }
        if (!executorMemory.isEmpty()) {
            properties.put("spark.executor.memory", executorMemory);
        }
        properties.putAll(conf);
        return properties;
    }
}
