package dev.runcast.server.internal.langserve;

import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.runs.LoggedEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which events, or which runs, a client wants to see. */
record Filters(
        Optional<Set<String>> includeNames,
        Optional<Set<String>> includeTypes,
        Optional<Set<String>> includeTags,
        Set<String> excludeNames,
        Set<String> excludeTypes,
        Set<String> excludeTags) {

    static Filters of(JsonObject body) {
        return new Filters(
                strings(body, "include_names"),
                strings(body, "include_types"),
                strings(body, "include_tags"),
                strings(body, "exclude_names").orElse(Set.of()),
                strings(body, "exclude_types").orElse(Set.of()),
                strings(body, "exclude_tags").orElse(Set.of()));
    }

    private static Optional<Set<String>> strings(JsonObject body, String name) {
        return body.limited(name).strings(name).map(Set::copyOf);
    }

    /** Returns whether an event is shown. The type of a custom event is its name, as in LangChain. */
    boolean admit(LoggedEvent event) {
        if (isEmpty()) {
            return true; // An event is not read for nothing.
        }
        String name = event.name();
        String type = event.isCustom() ? name : event.runType();
        List<String> tags = event.tags();
        boolean all = includeNames.isEmpty() && includeTypes.isEmpty() && includeTags.isEmpty();
        boolean included = all
                || includeNames.filter(names -> names.contains(name)).isPresent()
                || includeTypes.filter(types -> types.contains(type)).isPresent()
                || includeTags
                        .filter(wanted -> tags.stream().anyMatch(wanted::contains))
                        .isPresent();
        return included
                && !excludeNames.contains(name)
                && !excludeTypes.contains(type)
                && tags.stream().noneMatch(excludeTags::contains);
    }

    private boolean isEmpty() {
        return includeNames.isEmpty()
                && includeTypes.isEmpty()
                && includeTags.isEmpty()
                && excludeNames.isEmpty()
                && excludeTypes.isEmpty()
                && excludeTags.isEmpty();
    }
}
