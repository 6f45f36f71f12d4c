package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.server.internal.core.Call;
import java.util.List;
import java.util.stream.Stream;

/** Reads a list of words from a query: {@code a=x&a=y}, or in the way of version 2 of the JavaScript SDK, {@code a=["x","y"]}. */
final class QueryList {
    private QueryList() {}

    static List<String> of(Call call, String name) {
        return call.queries(name).stream()
                .flatMap(QueryList::words)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Stream<String> words(String value) {
        if (!value.startsWith("[")) {
            return Stream.of(value);
        }
        try {
            return JsonMembers.elements(value).stream().map(word -> word.replace("\"", ""));
        } catch (IllegalArgumentException noList) {
            return Stream.of(value);
        }
    }
}
