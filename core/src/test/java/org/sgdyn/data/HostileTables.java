package org.sgdyn.data;

import static org.sgdyn.data.HostileFile.read;
import static org.sgdyn.data.HostileFile.refused;
import static org.sgdyn.data.Written.bytes;
import static org.sgdyn.data.Written.joined;
import static org.sgdyn.data.Written.npy;
import static org.sgdyn.data.Written.text;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Texts: CSV, libsvm and lists of labels. */
final class HostileTables {

    private static final String[] ROWS = {"0: 1.0 2.0", "1: 3.0 4.0"};
    private static final byte[] BYTE_ORDER_MARK = bytes(0xEF, 0xBB, 0xBF);
    private static final byte[] SMALL = text("a,b\n1,2\n3,4\n");

    private HostileTables() {}

    private static HostileFile good(String name, String content, String... rows) {
        return read(name, text(content), rows);
    }

    private static HostileFile bad(String name, String content, String... words) {
        return refused(name, text(content), words);
    }

    static Stream<HostileFile> dialects() {
        String plain = "a,b,label\n1,2,0\n3,4,1\n";
        return Stream.of(
                refused("nothing", bytes(), "it is empty"),
                bad("blank lines", "\n \n\t\n", "it is empty"),
                refused("a byte order mark alone", BYTE_ORDER_MARK, "it is empty"),
                good("commas", plain, ROWS),
                good("semicolons", plain.replace(',', ';'), ROWS),
                good("tabs", plain.replace(',', '\t'), ROWS),
                read("a byte order mark", joined(BYTE_ORDER_MARK, text(plain)), ROWS),
                read(
                        "a byte order mark before a quote",
                        joined(BYTE_ORDER_MARK, text("\"label\",b,c\n0,1,2\n1,3,4\n")),
                        ROWS),
                refused(
                        "UTF-16, least byte first",
                        joined(bytes(0xFF, 0xFE), plain.getBytes(StandardCharsets.UTF_16LE)),
                        "text in UTF-16",
                        "UTF-8"),
                refused(
                        "UTF-16, greatest byte first",
                        joined(bytes(0xFE, 0xFF), plain.getBytes(StandardCharsets.UTF_16BE)),
                        "text in UTF-16"),
                refused("UTF-16 without a mark", plain.getBytes(StandardCharsets.UTF_16LE), "line 1 holds a zero byte"),
                refused("Latin letters", bytes('a', ',', 0xE9, '\n'), "neither text in UTF-8", "line 1"),
                refused(
                        "Latin letters far down",
                        joined(text(plain + "1,2,0\n".repeat(40_000)), bytes('1', ',', '2', ',', 0xE9)),
                        "(line 40004)"),
                refused(
                        "a letter cut off at the end",
                        joined(text("a,label\n1,"), bytes(0xC3)),
                        "neither text in UTF-8"),
                refused("zero bytes", joined(text("a,label\n1,"), bytes(0, '\n')), "line 2 holds a zero byte"),
                good("returns and line feeds", plain.replace("\n", "\r\n"), ROWS),
                good("returns alone", plain.replace('\n', '\r'), ROWS),
                bad("ragged below returns alone", "a,b,label\r1,2,0\r\r3,4\r", "row 2 (line 4) has 2 fields"),
                good("no end of the last line", "a,b,label\n1,2,0\n3,4,1", ROWS),
                good("blank lines between", "\n\na,b,label\n\n1,2,0\n   \n3,4,1\n\n\n", ROWS),
                good("white space around fields", " a , b , label \n 1 ,\t2 , 0\n3 , 4 ,\t1 \n", ROWS),
                good("quotes around all", "\"a\",\"b\",\"label\"\n\"1\",\"2\",\"0\"\n\"3\",\"4\",\"1\"\n", ROWS),
                good("white space around quotes", "a,b,label\n \"1\" ,\t\"2\"\t,  \"0\"  \n3,4,1\n", ROWS),
                good("quotes with commas, quotes and ends of lines", "\"a,\"\"\n\"\"\",b,label\n1,2,0\n3,4,1\n", ROWS),
                bad("ragged below a name of two lines", "\"a\nb\",b,label\n1,2,0\n3,4\n", "row 2 (line 4)"),
                good("a separator in quotes in the first line", "\"a;b\",\"c\td\",label\n1,2,0\n3,4,1\n", ROWS),
                bad("an open quote", "a,label\n1,0\n\"2,1\n3,0\n", "line 3 opens a quote that nothing closes"),
                bad("an open quote in the first line", "\"a,label\n1,0\n", "line 1 opens a quote"),
                bad("an open quote before much", "a,label\n\"1,0\n" + "1,0\n".repeat(600_000), "line 2 opens a quote"),
                bad("something behind a quote", "a,label\n\"1\"2,0\n", "line 2 goes on behind a quoted field"),
                bad("a quote within a field", "a,label\n1\"2,0\n", "is no number"),
                bad("single quotes", "a,label\n'1',0\n", "\"'1'\" is no number"),
                bad("blanks between numbers", "1 2 0\n3 4 1\n", "separated by blanks", "delimiter"),
                bad("blanks between numbers and texts", "1 2 cat\n3 4 dog\n", "only column"),
                bad("bars between numbers", "a|b|label\n1|2|0\n", "columns: a|b|label"),
                bad(
                                "a remark above",
                                "# made by hand\n1,2,0\n3,4,1\n",
                                "its only column, \"# made by hand\", holds the labels")
                        .label("last"),
                good("a remark that names columns", "# a,b,label\n1,2,0\n3,4,1\n", ROWS),
                bad("a row too short", "a,b,label\n1,2,0\n3,1\n", "row 2 (line 3) has 2 fields", "3"),
                bad("a row too long", "a,b,label\n1,2,0\n3,4,1,\n", "row 2 (line 3) has 4 fields"),
                bad("a header too short", "a,label\n1,2,0\n3,4,1\n", "row 1 (line 2) has 3 fields, the first one 2"),
                bad(
                        "R's row names, counted",
                        "\"\",\"a\",\"label\"\n\"1\",5,\"x\"\n\"2\",6,\"y\"\n",
                        "counts the rows"),
                bad("R's row names, texts", "\"\",\"a\",\"label\"\n\"Ann\",5,1\n\"Bob\",6,2\n", "\"Ann\" is no number"),
                bad(
                        "R's row names without their column",
                        "\"a\",\"label\"\n\"1\",5,\"x\"\n\"2\",6,\"y\"\n",
                        "has 3 fields, the first one 2"),
                bad("pandas' index", ",a,label\n0,1,0\n1,2,1\n", "counts the rows", "index=False"),
                bad("a header alone", "a,b,label\n", "no samples"),
                good("a header of numbers", "0,1,label\n1,2,0\n3,4,1\n", ROWS),
                good("one row without header", "1,2,0\n", "0: 1.0 2.0").label("last"),
                bad(
                                "scikit-learn's first line",
                                "150,4,no,yes\n5.1,3.5,1.4,0.2,0\n4.9,3.0,1.4,0.2,1\n",
                                "has 5 fields, the first one 4")
                        .label("last"),
                bad("65538 fields in a row", "1,".repeat(65_537) + "0\n", "line 1 has more than 65536 fields"),
                bad("a line without end", "1".repeat(1 << 21), "line 1"),
                bad(
                        "a line of many long fields",
                        ("1".repeat(1 << 19) + ",").repeat(40) + "\n",
                        "longer than 16 million"),
                bad("web page", "<!DOCTYPE html>\n<html>\n<body>404</body>\n", "its only column, \"<!DOCTYPE html>\""),
                bad(
                        "a table in JSON",
                        "{\"a\": 1, \"label\": 0}\n{\"a\": 2, \"label\": 1}\n",
                        "line 1 goes on behind a quoted field"),
                bad(
                        "a pointer of Git LFS",
                        "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 12\n",
                        "columns"),
                refused("Parquet", text("PAR1xxxx"), "Parquet"),
                refused("HDF5", bytes(0x89, 'H', 'D', 'F', 13, 10), "it is HDF5"),
                refused("a Python pickle", bytes(0x80, 4, 0x95, 0), "Python pickle"));
    }

    private static HostileFile valued(String value, String... words) {
        return bad("the value " + value, "a,b,label\n1,2,0\n3," + value + ",1\n", words);
    }

    static Stream<HostileFile> values() {
        String place = "row 2 (line 3) column b: ";
        return Stream.of(
                valued("", place + "there is no value", "fill in"),
                valued("NaN", place + "the value is \"NaN\"", "fill in"),
                valued("nan", "fill in"),
                valued("NA", "fill in"),
                valued("#N/A", "fill in"),
                valued("null", "fill in"),
                valued("None", "fill in"),
                valued("?", "fill in"),
                valued("-", "fill in"),
                valued("inf", "finite number"),
                valued("-Infinity", "finite number"),
                valued("1e400", "\"1e400\" is too large"),
                valued("-1e400", "\"-1e400\" is too large"),
                valued("0x10", "\"0x10\" is no number"),
                valued("0x1p3", "is no number"),
                valued("1f", "is no number"),
                valued("1d", "is no number"),
                valued("1_000", "is no number"),
                valued("1'000", "is no number"),
                valued("1 000", "is no number"),
                valued("\"1,000\"", "comma"),
                valued("\"1,000,000\"", "comma"),
                valued("\"1,5\"", "comma", "point"),
                valued("5%", "is no number"),
                valued("$5", "is no number"),
                valued("(5)", "is no number"),
                valued("--5", "is no number"),
                valued("1e", "is no number"),
                valued("1e5.5", "is no number"),
                valued("TRUE", "is no number"),
                valued("2020-01-01", "is no number"),
                valued("\u0663", "is no number"),
                valued("\u22125", "is no number"),
                valued("x".repeat(5000), "\"" + "x".repeat(40) + "...\" is no number"),
                good("numbers in every form", "a,b,label\n+.5e+1,5.,0\n-0,1E-400,1\n", "0: 5.0 5.0", "1: -0.0 0.0"),
                good(
                        "numbers of many digits",
                        "a,b,label\n0.1000000000000000055511151231257827,123456789012345678901234567890,0\n",
                        "0: 0.1 1.2345678901234568E29"),
                bad(
                        "decimal commas among semicolons",
                        "a;b;label\n1,5;2;0\n",
                        "row 1 (line 2) column a",
                        "decimal comma"),
                bad("decimal commas among tabs", "a\tlabel\n1\t0\n1,5\t0\n", "row 2 (line 3)", "decimal comma"),
                bad("decimal commas among commas", "a,b,label\n1,5,2,5,0\n", "has 5 fields", "decimal point"),
                good("labels as texts", "a,b,kind\n1,2,cat\n3,4,dog\n", "cat: 1.0 2.0", "dog: 3.0 4.0"),
                good(
                        "labels as numbers in several forms",
                        "a,label\n1,1\n2,1.0\n3,+1e0\n4,01\n",
                        "1: 1.0",
                        "1: 2.0",
                        "1: 3.0",
                        "1: 4.0"),
                good("labels that are no whole numbers", "a,label\n1,0.5\n2,-1\n", "0.5: 1.0", "-1: 2.0"),
                good("labels with commas and spaces", "a,label\n1,\"x, y\"\n2,\" z \"\n", "x, y: 1.0", "z: 2.0"),
                bad("a missing label", "a,b,label\n1,2,0\n3,4,\n", "row 2 (line 3) has no label in column label"),
                bad("a label that is NaN", "a,label\n1,0\n2,NaN\n", "no label in column label"),
                bad("a label that is NA", "a,label\n1,x\n2,NA\n", "row 2 (line 3) has no label"),
                bad("no column of labels", "a,b\n1,2\n3,4\n", "which column holds the labels", "columns: a, b"),
                bad("no column of labels nor header", "1,2\n3,4\n", "which column holds the labels", "last"),
                bad("two columns called label", "label,label,a\n1,2,3\n", "which column holds the labels"),
                bad("two columns called label, chosen", "label,label,a\n1,2,3\n", "two of its columns are called label")
                        .label("label"),
                good("two columns called label, one by number", "label,label,a\n0,1,2\n1,3,4\n", ROWS)
                        .label("1"),
                bad("label and class", "label,class,a\n1,2,3\n", "which column holds the labels"),
                bad("two columns of texts", "a,b,c\n1,x,y\n", "which column holds the labels"),
                bad("a column that is not there", "a,b\n1,2\n", "no column c", "a, b")
                        .label("c"),
                bad("column 0", "a,b\n1,2\n", "no column 0").label("0"),
                bad("column 3 of 2", "a,b\n1,2\n", "no column 3", "columns 1 to 2")
                        .label("3"),
                bad("column 99999999999 of 2", "a,b\n1,2\n", "no column 99999999999")
                        .label("99999999999"),
                good("the last column", "a,b,c\n1,2,0\n3,4,1\n", ROWS).label("last"),
                good("a column called last", "last,b,c\n0,1,2\n1,3,4\n", ROWS).label("last"),
                good("a column called 3", "3,a,b\n0,1,2\n1,3,4\n", ROWS).label("3"),
                bad("labels and nothing else", "label\n0\n1\n", "samples have no numbers"),
                bad("labels given twice", "a,b\n1,2\n3,4\n", "given twice")
                        .label("b")
                        .labelledBy(text("0\n1\n")),
                bad("an array chosen of a table", "a,label\n1,0\n", "no NPZ archive")
                        .array("X"));
    }

    static Stream<HostileFile> libsvm() {
        StringBuilder wide = new StringBuilder("1");
        for (int k = 1; k <= 65_536; k++) {
            wide.append(' ').append(k).append(":0");
        }
        return Stream.of(
                good("libsvm", "0 1:1 2:2\n1 1:3 2:4\n", ROWS),
                good("libsvm of gaps", "a 2:2\nb 1:3\nc\n", "a: 0.0 2.0", "b: 3.0 0.0", "c: 0.0 0.0"),
                good("libsvm of tabs, blanks and returns", "0\t1:1   2:2 \r\n\r\n  1 1:3\t2:4", ROWS),
                good("libsvm of remarks", "# head\n0 1:1 2:2 # 7:7\n1 1:3 2:4 #\n", ROWS),
                good("libsvm of labels with signs", "+1 1:1\n-1 1:2\n1.0 1:3\n", "1: 1.0", "-1: 2.0", "1: 3.0"),
                good("libsvm of leading zeros", "0 01:1 0002:2\n1 1:3 2:4\n", ROWS),
                bad("libsvm of index 0", "1 0:2 1:3\n", "line 1 has column 0", "count from 1"),
                bad("libsvm of a negative index", "1 1:2\n1 -1:2\n", "line 2 has \"-1:2\""),
                bad("libsvm of descending indices", "1 1:1\n1 2:2 1:3\n", "line 2 has column 1 behind column 2"),
                bad("libsvm of an index twice", "1 2:2 2:3\n", "line 1 has column 2 behind column 2"),
                bad("libsvm of index 65537", "1 1:2 65537:3\n", "column 65537", "1 to 65536"),
                bad("libsvm of index 1e9", "1 1:2 1000000000:3\n", "1000000000"),
                bad("libsvm of index 1e8", "1 1:2 100000000:3\n", "1 to 65536"),
                bad("libsvm of an index beyond 2^64", "1 1:2 99999999999999999999:3\n", "line 1 has"),
                bad("libsvm of queries", "1 1:2\n1 qid:3 1:2\n", "line 2 has \"qid:3\""),
                bad("libsvm of queries in every line", "1 qid:1 1:2\n0 qid:1 1:3\n", "its only column"),
                bad("libsvm without a label", "1 1:2\n1:3 2:4\n", "line 2 begins without a label"),
                bad("libsvm of several labels", "1 1:2\n1,3 1:2\n", "line 2 has several labels"),
                bad("libsvm of a label that is NaN", "1 1:2\nnan 1:2\n", "line 2 has no label"),
                bad("libsvm of a missing number", "1 1:2\n1 1: 2:3\n", "line 2 has \"\" in column 1"),
                bad("libsvm of NaN", "1 1:2\n0 1:nan\n", "line 2 has \"nan\"", "finite number"),
                bad("libsvm of infinity", "1 1:2\n0 1:inf\n", "finite number"),
                bad("libsvm of too large a number", "1 1:2\n0 1:1e400\n", "finite number"),
                bad("libsvm of decimal commas", "1 1:2\n0 1:0,5\n", "line 2 has \"0,5\""),
                bad("libsvm of a number without its column", "1 1:2\n0 5\n", "line 2 has \"5\""),
                bad("libsvm of two colons", "1 1:2\n0 1:2:3\n", "\"2:3\""),
                bad("libsvm of a blank behind a colon", "1 1:2\n0 1: 5\n", "line 2"),
                refused(
                        "libsvm of zeros alone, of 65536 columns",
                        text(wide + "\n" + wide.toString().replace("65536:0", "65536:x")),
                        "line 2 has \"x\" in column 65536"),
                refused("libsvm with a zero byte", joined(text("1 1:2\n0 1:"), bytes(0)), "line 2 holds a zero byte"),
                bad(
                        "libsvm of a line without end",
                        "1 1:2\n1 " + "1".repeat(17 << 20),
                        "line 2 is longer than 16 million"),
                bad("libsvm with a column of labels", "1 1:2\n0 1:3\n", "leave --label out")
                        .label("last"),
                good("libsvm with labels of its own file", "1 1:1 2:2\n1 1:3 2:4\n", ROWS)
                        .labelledBy(text("0\n1\n")));
    }

    private static HostileFile labelled(String name, String labels, String... words) {
        return refused("labels " + name, SMALL, words).labelledBy(text(labels));
    }

    static Stream<HostileFile> labels() {
        return Stream.of(
                read("labels below a header", SMALL, ROWS).labelledBy(text("label\n0\n1\n")),
                read("labels without a header", SMALL, ROWS).labelledBy(text("0\n1\n")),
                read("labels as texts", SMALL, "cat: 1.0 2.0", "dog: 3.0 4.0").labelledBy(text("cat\ndog\n")),
                read("labels as texts below a header", SMALL, "cat: 1.0 2.0", "dog: 3.0 4.0")
                        .labelledBy(text("class\ncat\ndog\n")),
                read("labels with blank lines around", SMALL, ROWS).labelledBy(text("\n0\n1\n\n\n")),
                read("labels with returns and a mark", SMALL, ROWS)
                        .labelledBy(joined(BYTE_ORDER_MARK, text("\"0\"\r\n\"1\"\r\n"))),
                read("labels of truth values", SMALL, ROWS).labelledBy(npy(1, "'|b1'", false, "(2,)", bytes(0, 1))),
                labelled("that are none", "", "labels: it is empty"),
                labelled("too few", "0\n", "more than 1 samples", "has 1 labels"),
                labelled("too many", "0\n1\n0\n", "it has 2 samples", "has 3 labels"),
                labelled("with a blank line between", "0\n\n1\n", "line 2 is blank", "missing label"),
                labelled("with a blank line instead of one", "0\n\n1\n0\n", "line 2 is blank"),
                labelled("that are missing", "0\nNA\n", "row 2 has no label"),
                labelled("of two columns", "0,1\n1,0\n", "2 columns, where labels have one"),
                labelled("of two columns further down", "0\n1,0\n", "line 2 has 2 fields"),
                labelled("with an open quote", "0\n\"1\n", "line 2 opens a quote"),
                refused("labels of Parquet", SMALL, "Parquet").labelledBy(text("PAR1xxxx")),
                refused("labels compressed twice", SMALL, "compressed by gzip twice")
                        .labelledBy(Written.gzip(Written.gzip(text("0\n1\n")))));
    }
}
