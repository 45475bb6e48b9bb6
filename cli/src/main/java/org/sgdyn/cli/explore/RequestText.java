package org.sgdyn.cli.explore;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text that a request brings, of bounded size. */
final class RequestText {

    /** Some thousand lines of YAML. */
    static final int MOST_BYTES = 64 << 10;

    private RequestText() {}

    /**
     * Reads it.
     *
     * @param exchange the request
     * @return its text
     * @throws Refusal if it is too long, or not in UTF-8
     */
    static String of(HttpExchange exchange) throws IOException, Refusal {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        // More digits than these need not be read as a number.
        boolean isLong = length != null && (length.length() > 9 || Integer.parseInt(length) > MOST_BYTES);
        byte[] bytes = isLong ? new byte[0] : exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (isLong || bytes.length > MOST_BYTES) {
            throw new Refusal(
                    Refusal.TOO_LARGE,
                    "the experiment is longer than " + MOST_BYTES + " bytes; run it by sgdyn run instead");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new Refusal(Refusal.BAD_REQUEST, "the experiment is not text in UTF-8");
        }
    }
}
