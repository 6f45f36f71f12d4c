package dev.runcast.server;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.callback.CallbackManager;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.server.internal.core.ServedRunHandler;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who a client is, as the server's {@link Authenticator} says. The name tells principals apart: runs and threads belong to a name, and
 * two principals are equal if their names are. The attributes are for the program, such as roles or a tenant.
 *
 * <p>A runnable asks who started its run:
 *
 * <pre>{@code
 * String user = ClientPrincipal.current().map(ClientPrincipal::name).orElse("nobody");
 * }</pre>
 *
 * <p>Clients cannot forge it. Immutable, if the values of the attributes are.
 *
 * @since 0.1
 */
public final class ClientPrincipal {
    /**
     * The key of the name in the metadata of runs that a server starts for a named principal, so that handlers see it. Clients may
     * not send metadata under this key.
     */
    public static final String METADATA_KEY = "runcast_principal";

    /**
     * The key of an attribute that the server adds unless it is there: the address that the request comes from, as
     * {@link ClientRequest#remoteAddress} gives it.
     */
    public static final String REMOTE_ADDRESS = "remote_address";

    private static final ClientPrincipal ANONYMOUS = new ClientPrincipal("", Map.of());

    private final String name;
    private final Map<String, Object> attributes;

    private ClientPrincipal(String name, Map<String, Object> attributes) {
        this.name = name;
        this.attributes = attributes;
    }

    /**
     * Returns a principal without attributes.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public static ClientPrincipal of(String name) {
        return of(name, Map.of());
    }

    /**
     * Returns a principal.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public static ClientPrincipal of(String name, Map<String, ?> attributes) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "The name of a principal is blank. Give it one that no other principal has.");
        }
        return new ClientPrincipal(name, Map.copyOf(attributes));
    }

    /** Returns the principal of all clients of a server that does not ask who they are, without attributes. */
    public static ClientPrincipal anonymous() {
        return ANONYMOUS;
    }

    /**
     * Returns who started the run that is current on this thread, or one that it is part of. Returns nothing if a server did not
     * start the run.
     */
    public static Optional<ClientPrincipal> current() {
        return among(RunContext.capture().callbacks());
    }

    /** Returns who started the run that a config belongs to, or nothing if a server did not start it. */
    public static Optional<ClientPrincipal> current(RunnableConfig config) {
        return config.callbacks().flatMap(ClientPrincipal::among).or(() -> among(config.additions()));
    }

    private static Optional<ClientPrincipal> among(CallbackManager callbacks) {
        return callbacks.handlers().stream()
                .flatMap(handler ->
                        handler instanceof ServedRunHandler served ? Stream.of(served.principal()) : Stream.empty())
                .findFirst();
    }

    /** Returns the name, which is empty for {@link #anonymous()} only. */
    public String name() {
        return name;
    }

    /** Returns what else the authenticator knows. Unmodifiable. */
    public Map<String, Object> attributes() {
        return attributes;
    }

    /** Returns this principal with another attribute, unless it has one of that name. */
    public ClientPrincipal withAttribute(String name, Object value) {
        if (attributes.containsKey(name)) {
            return this;
        }
        Map<String, Object> more = new HashMap<>(attributes);
        more.put(name, value);
        return new ClientPrincipal(this.name, Map.copyOf(more));
    }

    /** Returns whether this is {@link #anonymous()}. */
    public boolean isAnonymous() {
        return name.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientPrincipal principal && name.equals(principal.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Returns the name, or {@code anonymous}. Attributes may be secret, and are left out. */
    @Override
    public String toString() {
        return isAnonymous() ? "anonymous" : name;
    }
}
