package org.sgdyn.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

    @Test
    void anEntryIsReadWithoutItsBraces() {
        Reference reference = Reference.of("""
                @book{knuth1997art, author = {Knuth, Donald E.},
                  title = {The Art of {Computer}
                    Programming},
                  publisher = {Addison-Wesley}, Year = {1997}
                }
                """);
        assertThat(reference.key()).isEqualTo("knuth1997art");
        assertThat(reference.field("title")).contains("The Art of Computer Programming");
        assertThat(reference.field("journal")).isEmpty();
        assertThat(reference.line())
                .isEqualTo("Knuth, Donald E.: The Art of Computer Programming, Addison-Wesley, 1997");
        assertThat(reference.bibtex()).startsWith("@book{").endsWith("}");
    }

    @Test
    void accentsOfTexAreLettersWhereTheSourceIsRead() {
        assertThat(Reference.of(
                                "@book{key, author = {N{\\o}rsett and Garc{\\'i}a and Bego{\\~n}a}, title = {B}, year = {1}}")
                        .line())
                .isEqualTo("N\u00F8rsett and Garc\u00EDa and Bego\u00F1a: B, 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Knuth 1997",
                "@book{author = {A}, title = {B}, year = {1}}",
                "@book{key, author = {A}, title = {B}}",
                "@book{key, author = {A}, title = {B, year = {1}}",
                "@book{key, author = {A}, title = {B}, year = {1}} and more"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Reference.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
