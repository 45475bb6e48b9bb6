package org.sgdyn.cli.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.sgdyn.cli.SampleResults;

final class ResultTableTest {

    private static final double[] TIMES = {0, 1};

    private static String text(TableFormat format, ResultTable table) {
        return new String(format.write(table), StandardCharsets.UTF_8);
    }

    @Test
    void aPlainExperimentHasARowPerTime() {
        assertThat(text(TableFormat.CSV, ResultTable.theory(SampleResults.of(false, TIMES, ""))))
                .isEqualTo("t,learning_rate,risk,error\n0.0,1.0,1.0,0.5\n1.0,1.0," + Math.exp(-1) + ","
                        + Math.exp(-1) / 2 + "\n");
    }

    @Test
    void severalCurvesAreNamedInTheFirstColumn() {
        String[] lines = text(
                        TableFormat.CSV, ResultTable.theory(SampleResults.of(false, TIMES, "slow", "fast, \"very\"")))
                .split("\n", -1);
        assertThat(lines[0]).isEqualTo("curve,t,learning_rate,risk,error");
        assertThat(lines[1]).isEqualTo("slow,0.0,1.0,1.0,0.5");
        assertThat(lines[3]).isEqualTo("\"fast, \"\"very\"\"\",0.0,2.0,1.0,0.5");
    }

    @Test
    void everyNumberReadsBackAsTheSameDouble() {
        ResultTable table = ResultTable.theory(SampleResults.of(false, new double[] {0, 1.0 / 3}, ""));
        String[] cells = text(TableFormat.CSV, table).split("\n", -1)[2].split(",", -1);
        assertThat(Double.parseDouble(cells[0])).isEqualTo(1.0 / 3);
        assertThat(Double.parseDouble(cells[2])).isEqualTo(Math.exp(-1.0 / 3));
    }

    @Test
    void theSimulationHasFourColumnsPerStatistic() {
        String[] lines = text(TableFormat.CSV, ResultTable.simulation(SampleResults.of(true, TIMES, "")))
                .split("\n", -1);
        assertThat(lines[0])
                .startsWith("t,learning_rate_mean,learning_rate_std,learning_rate_q05,learning_rate_q95,risk_mean,")
                .endsWith(",error_mean,error_std,error_q05,error_q95");
        assertThat(lines[1]).isEqualTo("0.0,1.01,NaN,0.98,1.05,1.01,NaN,0.98,1.05,0.505,NaN,0.49,0.525");
    }

    @Test
    void bothStandSideBySide() {
        ResultTable all = ResultTable.all(SampleResults.of(true, TIMES, ""), List.of());
        assertThat(all.columns()).hasSize(1 + 3 + 12).startsWith("t", "learning_rate", "risk", "error");
        assertThat(all.rows().get(1).values()[all.columns().indexOf("risk_mean")])
                .isEqualTo(all.rows().get(1).values()[2] * 1.01);
        assertThat(ResultTable.all(SampleResults.of(false, TIMES, ""), List.of())
                        .columns())
                .hasSize(4);
    }

    /** Read by another library. */
    @Test
    void aJsonLineIsARow() throws IOException {
        String[] lines = text(
                        TableFormat.JSONL, ResultTable.all(SampleResults.of(true, TIMES, "a\"\\\n\u00e9"), List.of()))
                .split("\n", -1);
        assertThat(lines).hasSize(3);
        JsonNode row = new ObjectMapper().readTree(lines[1]);
        assertThat(row.at("/curve").asText()).isEqualTo("a\"\\\n\u00e9");
        assertThat(row.at("/risk").asDouble()).isEqualTo(Math.exp(-1));
        assertThat(row.at("/risk_std").isNull()).as("NaN").isTrue();
    }

    /** The bytes of NumPy's format 1.0, taken apart by hand. */
    @Test
    void anNpzHoldsAVectorPerColumn() throws IOException {
        byte[] bytes = TableFormat.NPZ.write(ResultTable.theory(SampleResults.of(false, TIMES, "slow", "f\u00e9")));
        assertThat(TableFormat.NPZ.write(ResultTable.theory(SampleResults.of(false, TIMES, "slow", "f\u00e9"))))
                .isEqualTo(bytes);
        Map<String, ByteBuffer> vectors = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                vectors.put(entry.getName(), ByteBuffer.wrap(zip.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN));
            }
        }
        assertThat(vectors).containsOnlyKeys("curve.npy", "t.npy", "learning_rate.npy", "risk.npy", "error.npy");
        ByteBuffer risk = Objects.requireNonNull(vectors.get("risk.npy"));
        int start = 10 + risk.getShort(8);
        assertThat(start % 64).isZero();
        assertThat(header(risk)).isEqualTo("{'descr': '<f8', 'fortran_order': False, 'shape': (4,), }");
        assertThat(risk.capacity()).isEqualTo(start + 4 * Double.BYTES);
        assertThat(risk.getDouble(start + Double.BYTES)).isEqualTo(Math.exp(-1));
        ByteBuffer names = Objects.requireNonNull(vectors.get("curve.npy"));
        assertThat(header(names)).contains("'<U4'");
        int third = 10 + names.getShort(8) + 2 * 4 * Integer.BYTES;
        assertThat(names.getInt(third)).isEqualTo('f');
        assertThat(names.getInt(third + Integer.BYTES)).isEqualTo(0xe9);
        assertThat(names.getInt(third + 2 * Integer.BYTES)).isZero();
    }

    private static String header(ByteBuffer npy) {
        byte[] header = new byte[npy.getShort(8)];
        npy.duplicate().position(10).get(header);
        return new String(header, StandardCharsets.US_ASCII).strip();
    }
}
