package dev.runcast.server.internal.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Says for each key of a request, or for each parameter of its query, what the server does with it. A key that is not named is refused, since whoever sends it believes that it
 * counts. Immutable.
 */
public final class RequestKeys {
    /** The keys of what has none. */
    static final RequestKeys NONE = RequestKeys.of("nothing");

    private static final String FORBIDDEN = "extra_forbidden";

    /** What asks for nothing. Clients send it without being asked to. */
    private static final Pattern NOTHING = Pattern.compile("[\\[\\]{},]*|\"\"|0|false");

    /** What the server does with a key. */
    public enum Use {
        /** It counts. */
        USED,
        /** It counts, up to what the server bears. */
        BOUNDED,
        /** Nothing, since it does not change the answer. */
        IGNORED,
        /** It is refused with 422, unless it asks for nothing: null, false, 0, or empty. */
        REFUSED
    }

    private final String request;
    private final Map<String, Use> keys;
    private final boolean isOfList;

    private RequestKeys(String request, Map<String, Use> keys, boolean isOfList) {
        this.request = request;
        this.keys = keys;
        this.isOfList = isOfList;
    }

    /** Returns the keys of a request, such as {@code POST /threads}, of which there are none yet. */
    public static RequestKeys of(String request) {
        return new RequestKeys(request, Map.of(), false);
    }

    /** Returns these keys and others that count. */
    public RequestKeys used(String... more) {
        return with(Use.USED, more);
    }

    /** Returns these keys and others that count up to what the server bears. */
    public RequestKeys bounded(String... more) {
        return with(Use.BOUNDED, more);
    }

    /** Returns these keys and others that change nothing. */
    public RequestKeys ignored(String... more) {
        return with(Use.IGNORED, more);
    }

    /** Returns these keys and others that are refused. */
    public RequestKeys refused(String... more) {
        return with(Use.REFUSED, more);
    }

    /** Returns the same keys for another request. */
    public RequestKeys named(String otherRequest) {
        return new RequestKeys(otherRequest, keys, isOfList);
    }

    /** Returns the same keys, of each element of a list. */
    public RequestKeys inList() {
        return new RequestKeys(request, keys, true);
    }

    private RequestKeys with(Use use, String... more) {
        Map<String, Use> all = new LinkedHashMap<>(keys);
        for (String key : more) {
            all.put(key, use);
        }
        return new RequestKeys(request, Collections.unmodifiableMap(all), isOfList);
    }

    /** Returns the request, such as {@code POST /threads}. */
    public String request() {
        return request;
    }

    /** Returns what is done with each key. Unmodifiable. */
    public Map<String, Use> keys() {
        return keys;
    }

    /** Returns whether the body is a list, each of whose elements has the keys. */
    public boolean isOfList() {
        return isOfList;
    }

    /**
     * Returns the body of a request, or an element of it.
     *
     * @throws HttpError if it has a key that is not named or refused (422)
     */
    public JsonObject check(JsonObject body) {
        for (String name : body.names()) {
            String json = body.json(name).orElse("");
            if (!isTaken(name) && !NOTHING.matcher(json).matches()) {
                throw body.invalid(name, FORBIDDEN, advice(name));
            }
        }
        return body;
    }

    /**
     * Returns the query of a request.
     *
     * @throws HttpError if it has a parameter that is not named or refused (422)
     */
    Query check(Query query) {
        for (String name : query.names()) {
            if (!isTaken(name)
                    && !query.all(name).stream()
                            .allMatch(value -> NOTHING.matcher(value).matches())) {
                throw HttpError.invalid(List.of("query", name), FORBIDDEN, advice(name));
            }
        }
        return query;
    }

    private boolean isTaken(String name) {
        return keys.getOrDefault(name, Use.REFUSED) != Use.REFUSED;
    }

    private String advice(String name) {
        return keys.containsKey(name)
                ? "The server does not do what \"" + name + "\" asks for. Leave it out."
                : "The server does not know \"" + name + "\". Leave it out.";
    }
}
