package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program from Python: the module's own tests, the notebook and the guide. */
final class PythonIT {

    private static final Path DISTRIBUTION = Path.of(System.getProperty("sgdyn.distribution"));

    /** Runs a notebook's cells one after the other as one program; what draws is left out where nothing can be drawn. */
    private static final String NOTEBOOK = """
            import importlib.util, json, sys
            names, ran = {}, 0
            for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"]:
                needed = cell["metadata"].get("tags", [])
                if cell["cell_type"] == "code" and all(importlib.util.find_spec(module) for module in needed):
                    exec("".join(cell["source"]), names)
                    ran += 1
            print(ran, "cells ran")
            """;

    @TempDir
    private Path work;

    private record Run(int code, String output) {}

    private Run python(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PYTHONPATH", DISTRIBUTION.resolve("python").toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("MPLBACKEND", "agg");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    @BeforeEach
    void requirePython() throws InterruptedException {
        boolean isThere;
        try {
            isThere = python("-c", "import sys; sys.exit(sys.version_info < (3, 8))")
                            .code()
                    == 0;
        } catch (IOException none) {
            isThere = false;
        }
        assumeTrue(isThere, "there is no python3 of version 3.8 or later");
    }

    @Test
    void theModulePassesItsTests() throws Exception {
        Run tests =
                python(Path.of("src/test/python/sgdyn_test.py").toAbsolutePath().toString());
        assertThat(tests.code()).as(tests.output()).isZero();
        assertThat(tests.output()).contains("Ran 7 tests");
    }

    @Test
    void theNotebookRuns() throws Exception {
        Run notebook = python(
                "-c", NOTEBOOK, DISTRIBUTION.resolve("python/sgdyn.ipynb").toString());
        assertThat(notebook.code()).as(notebook.output()).isZero();
        assertThat(notebook.output())
                .contains("did you mean \"logistic\"?", "@article")
                .containsPattern("[67] cells ran");
    }

    @Test
    void theChapterOfTheGuideRuns() throws Exception {
        Matcher blocks = Pattern.compile("```python\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/guide.md")));
        assertThat(blocks.find()).isTrue();
        Run chapter = python("-c", blocks.group(1));
        assertThat(chapter.code()).as(chapter.output()).isZero();
        assertThat(chapter.output()).contains("critical learning rate");
    }
}
