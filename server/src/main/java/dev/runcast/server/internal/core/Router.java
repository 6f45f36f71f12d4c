package dev.runcast.server.internal.core;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the routes of a path. What is written out in a route goes before what stands in braces. Immutable. */
final class Router {
    private final Node root = new Node();

    /**
     * Creates a router.
     *
     * @throws IllegalArgumentException if two routes have the same method and path
     */
    Router(List<Route> routes) {
        routes.forEach(this::add);
    }

    private void add(Route route) {
        Node node = root;
        for (String segment : segments(route.path())) {
            node = isVariable(segment) ? node.any() : node.named.computeIfAbsent(segment, name -> new Node());
        }
        Route other = node.routes.putIfAbsent(route.method(), route);
        if (other != null) {
            throw new IllegalArgumentException("Two routes have the path " + route.method() + " " + route.path()
                    + ", as when a runnable is mounted where the server has something else. Mount it at another path.");
        }
    }

    /** Returns what is at a path as it was sent, or nothing. */
    Optional<Match> find(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : segments(rawPath)) {
            segments.add(decode(segment));
        }
        return Optional.ofNullable(find(root, segments, 0)).map(node -> new Match(node.routes, segments));
    }

    private static @Nullable Node find(Node node, List<String> segments, int depth) {
        if (depth == segments.size()) {
            return node.routes.isEmpty() ? null : node;
        }
        Node named = node.named.get(segments.get(depth));
        Node found = named == null ? null : find(named, segments, depth + 1);
        if (found == null && node.any != null && !segments.get(depth).isEmpty()) {
            found = find(node.any, segments, depth + 1);
        }
        return found;
    }

    private static List<String> segments(String path) {
        return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    /** A plus is itself in a path, unlike in a query. */
    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw HttpError.of(400, "The path has a wrong escape. Write % as %25.");
        }
    }

    /** The routes at a path, by their methods. */
    record Match(Map<String, Route> routes, List<String> segments) {
        /** Returns the values of the segments in braces by their names. */
        Map<String, String> variables(Route route) {
            Map<String, String> variables = new HashMap<>();
            List<String> template = Router.segments(route.path());
            for (int i = 0; i < template.size(); i++) {
                String name = template.get(i);
                if (isVariable(name)) {
                    variables.put(name.substring(1, name.length() - 1), segments.get(i));
                }
            }
            return variables;
        }
    }

    private static final class Node {
        final Map<String, Node> named = new HashMap<>();
        final Map<String, Route> routes = new TreeMap<>();

        @Nullable
        Node any;

        Node any() {
            Node node = any == null ? new Node() : any;
            any = node;
            return node;
        }
    }
}
