package dev.runcast.server.internal.page;

import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file of the page, which browsers keep and ask after. Immutable. */
final class PageFile {
    /** The page loads nothing from elsewhere, sends nothing elsewhere, and makes no markup of what it receives. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types 'none'";

    private final String path;
    private final String contentType;
    private final byte[] bytes;
    private final String tag;

    private PageFile(String path, String contentType, byte[] bytes) {
        this.path = path;
        this.contentType = contentType;
        this.bytes = bytes;
        this.tag = "\"" + digest(bytes) + "\"";
    }

    static PageFile load(String path, String resource, String contentType) {
        try (InputStream file = PageFile.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException(
                        "The jar of the server has no " + resource + ". Take one that was not taken apart.");
            }
            return new PageFile(path, contentType, file.readAllBytes());
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    String path() {
        return path;
    }

    void serve(Call call) {
        boolean isKnown = call.exchange()
                .header("If-None-Match")
                .filter(known -> known.equals("*") || known.contains(tag))
                .isPresent();
        Response response = isKnown ? Response.empty(304) : Response.of(200, contentType, bytes);
        call.respond(response.withHeader("ETag", tag)
                .withHeader("Cache-Control", "no-cache")
                .withHeader("Content-Security-Policy", POLICY)
                .withHeader("Cross-Origin-Opener-Policy", "same-origin")
                .withHeader("Cross-Origin-Resource-Policy", "same-origin")
                .withHeader("Referrer-Policy", "no-referrer")
                .withHeader("X-Content-Type-Options", "nosniff"));
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // Every JVM has SHA-256.
        }
    }
}
