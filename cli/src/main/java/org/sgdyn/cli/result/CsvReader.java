package org.sgdyn.cli.result;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sgdyn.cli.result.ResultTable.Row;

/** Reads a table as {@link TableFormat#CSV} writes it. */
public final class CsvReader {

    private static final String CURVE = "curve";

    private CsvReader() {}

    /**
     * Reads a table.
     *
     * @param file the file
     * @return the table
     * @throws IOException if it cannot be read or is not such a table, with a message for the user
     */
    public static ResultTable read(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not a text file in UTF-8", e);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read; name a directory that sgdyn run has written", e);
        }
        List<List<String>> lines = fields(text);
        List<String> header = lines.isEmpty() ? List.of() : lines.get(0);
        int first = !header.isEmpty() && header.get(0).equals(CURVE) ? 1 : 0;
        if (header.size() <= first || !header.get(first).equals("t")) {
            throw new IOException(file + " is not a table of results: its header must begin with t or curve,t");
        }
        List<Row> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            int number = rows.size() + 1;
            if (line.size() != header.size()) {
                throw new IOException(
                        file + ": row " + number + " has " + line.size() + " fields; the header has " + header.size());
            }
            double[] values = new double[header.size() - first];
            for (int c = 0; c < values.length; c++) {
                try {
                    values[c] = Double.parseDouble(line.get(c + first));
                } catch (NumberFormatException e) {
                    throw new IOException(
                            file + ": row " + number + ", column " + header.get(c + first) + ": \""
                                    + line.get(c + first) + "\" is not a number",
                            e);
                }
            }
            rows.add(new Row(first == 1 ? line.get(0) : "", values));
        }
        return new ResultTable(List.copyOf(header.subList(first, header.size())), first == 1, rows);
    }

    /** RFC 4180: quotes hold commas and line breaks, and are doubled inside. */
    private static List<List<String>> fields(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int k = 0; k < text.length(); k++) {
            char c = text.charAt(k);
            if (c == '"') {
                if (quoted && k + 1 < text.length() && text.charAt(k + 1) == '"') {
                    field.append(c);
                    k++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (c == ',' || c == '\n')) {
                line.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else if (quoted || c != '\r') {
                field.append(c);
            }
        }
        if (field.length() > 0 || !line.isEmpty()) {
            line.add(field.toString());
            lines.add(line);
        }
        return lines;
    }
}
