package dev.runcast.server.internal.core;

import dev.runcast.server.Authenticator;
import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.ClientRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes each good bearer token for a principal, whose name is a digest of the token, so that logs may hold it. */
public final class BearerTokens implements Authenticator {
    private static final String BEARER = "Bearer ";

    private final Predicate<? super String> areGood;

    /** Creates an authenticator. */
    public BearerTokens(Predicate<? super String> areGood) {
        this.areGood = areGood;
    }

    @Override
    public Optional<ClientPrincipal> authenticate(ClientRequest request) {
        return request.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip())
                .filter(areGood)
                .map(token -> ClientPrincipal.of("token-" + digest(token)));
    }

    private static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // Every JVM has SHA-256.
        }
    }
}
