package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.core.HttpError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The members of an answer that a client selects. Immutable.
 *
 * @param names the names of the members, empty for all of them
 */
record Fields(List<String> names) {
    /** Returns the selected members of an object of JSON. */
    String of(String json) {
        if (names.isEmpty()) {
            return json;
        }
        Map<String, String> members = new LinkedHashMap<>(JsonMembers.of(json));
        for (String name : names) {
            if (!members.containsKey(name)) {
                throw HttpError.of(
                        422,
                        "\"" + name + "\" cannot be selected. Select some of " + String.join(", ", members.keySet())
                                + ".");
            }
        }
        members.keySet().retainAll(names);
        return new JsonWriter().object(members).toString();
    }
}
