package org.sgdyn.cli.explore;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Lets in requests of the page alone: their path begins with a secret token, they name this machine's loopback interface as host, and
 * come from no page of another origin. Another site in the same browser knows no token, and a name that it has resolve to this machine
 * is a foreign host.
 */
final class Guard {

    private static final int TOKEN_BYTES = 16;

    private final String token;
    private final Set<String> hosts;

    private Guard(String token, Set<String> hosts) {
        this.token = token;
        this.hosts = hosts;
    }

    /** A guard with a new random token for a port. */
    static Guard of(int port) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return new Guard(HexFormat.of().formatHex(random), Set.of("127.0.0.1:" + port, "localhost:" + port));
    }

    /** The token, 32 hexadecimal digits. */
    String token() {
        return token;
    }

    /**
     * What is asked for.
     *
     * @param exchange the request
     * @return the path below the token, without the slash before it
     * @throws Refusal if the request is not the page's
     */
    String admit(HttpExchange exchange) throws Refusal {
        Headers headers = exchange.getRequestHeaders();
        List<String> host = headers.getOrDefault("Host", List.of());
        if (host.size() != 1 || !hosts.contains(host.get(0))) {
            throw new Refusal(
                    Refusal.FORBIDDEN,
                    "the header Host names another machine or port; open the address that sgdyn printed");
        }
        for (String origin : headers.getOrDefault("Origin", List.of())) {
            if (!origin.startsWith("http://") || !hosts.contains(origin.substring("http://".length()))) {
                throw new Refusal(Refusal.FORBIDDEN, "the request comes from a page of another origin");
            }
        }
        String path = exchange.getRequestURI().getRawPath();
        String[] parts = path == null ? new String[0] : path.split("/", 3);
        if (parts.length != 3 || !isToken(parts[1])) {
            throw new Refusal(
                    Refusal.FORBIDDEN,
                    "the address lacks the token of this session; open the address that sgdyn printed");
        }
        return parts[2];
    }

    /** In a time that does not tell how much of the token was right. */
    private boolean isToken(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
