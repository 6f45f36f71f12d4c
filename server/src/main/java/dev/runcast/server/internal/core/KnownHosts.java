package dev.runcast.server.internal.core;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hosts by which clients call the server. Whoever owns another name can make it lead here, so that the browser of a victim takes
 * his page for one of this server.
 */
public final class KnownHosts {
    private static final Pattern NUMBER_OR_LOCALHOST =
            Pattern.compile("localhost|\\d+\\.\\d+\\.\\d+\\.\\d+|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    private final Set<String> names;
    private final boolean isStrict;

    /**
     * Creates hosts: the names, and {@code localhost} and numbers.
     *
     * @param isStrict whether requests to other hosts are refused
     */
    public KnownHosts(Set<String> names, boolean isStrict) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.isStrict = isStrict;
    }

    /**
     * Checks what is to be the name of a host.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no name of a host. Give one as in \"example.com\".");
        }
    }

    /** Returns whether a page of this host is one of the server, whose host is that of the header {@code Host}. */
    boolean isKnown(String host) {
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return NUMBER_OR_LOCALHOST.matcher(name).matches() || names.contains(name);
    }

    /**
     * Checks the header {@code Host} of a request.
     *
     * @throws HttpError if it names another server (421)
     */
    void check(String host) {
        if (isStrict && !isKnown(host)) {
            throw HttpError.of(
                    421,
                    "This server does not go by the name \"" + host
                            + "\". Call it by a number or localhost, or have it told of the name: hosts(…).");
        }
    }
}
