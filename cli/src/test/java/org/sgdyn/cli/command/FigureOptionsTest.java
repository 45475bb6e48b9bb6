package org.sgdyn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.cli.result.ResultDirectory;

final class FigureOptionsTest {

    @TempDir
    private Path work;

    private String drawn(Error trouble) throws IOException {
        Path path = work.resolve("results");
        ResultDirectory directory = ResultDirectory.of(path);
        directory.replace();
        directory.add("theory.csv", "t,risk");
        directory.write(List.of());
        FigureOptions figures = new FigureOptions();
        StringWriter err = new StringWriter();
        boolean isDrawn = figures.draw(new PrintWriter(err, true), directory, () -> {
            directory.add("figure.svg", "half a picture");
            throw trouble;
        });
        assertThat(isDrawn).isFalse();
        assertThat(figures.areMissing()).isTrue();
        assertThat(path.resolve("theory.csv")).hasContent("t,risk");
        assertThat(Files.exists(path.resolve("figure.svg"))).isFalse();
        return err.toString();
    }

    /** What Java throws without fonts, without libfontconfig, at the second try, and without memory. */
    @Test
    void whatCannotBeDrawnIsMissingInWordsBesideTheTables() throws IOException {
        List<Error> missing = List.of(
                new InternalError(new InvocationTargetException(new IllegalStateException("no fonts"))),
                new UnsatisfiedLinkError("libfontmanager.so: libfontconfig.so.1: cannot open"),
                new NoClassDefFoundError("Could not initialize class sun.font.SunFontManager"));
        for (Error error : missing) {
            assertThat(drawn(error))
                    .contains("pictures and report are missing in " + work.resolve("results"), "install fontconfig")
                    .hasLineCount(1);
        }
        assertThat(drawn(new UnsatisfiedLinkError("x".repeat(6000)))).hasSizeLessThan(1000);
        assertThat(drawn(new OutOfMemoryError())).contains("SGDYN_JAVA_OPTS").doesNotContain("dimension");
    }

    @Test
    void aFaultOfTheProgramStaysOne() throws IOException {
        ResultDirectory directory = ResultDirectory.of(work.resolve("results"));
        assertThatThrownBy(() -> new FigureOptions()
                        .draw(
                                new PrintWriter(PrintWriter.nullWriter()),
                                directory,
                                () -> List.of().get(0)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
