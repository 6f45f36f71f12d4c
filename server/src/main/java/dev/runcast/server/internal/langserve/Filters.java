package dev.runcast.server.internal.langserve;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.core.ServedRun;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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

    EventStreamOptions.Builder toOptions() {
        EventStreamOptions.Builder options = ServedRun.eventOptions();
        includeNames.ifPresent(give(options::includeNames));
        includeTypes.ifPresent(give(options::includeTypes));
        includeTags.ifPresent(give(options::includeTags));
        give(options::excludeNames).accept(excludeNames);
        give(options::excludeTypes).accept(excludeTypes);
        give(options::excludeTags).accept(excludeTags);
        return options;
    }

    private static Consumer<Set<String>> give(Consumer<String[]> filter) {
        return values -> filter.accept(values.toArray(String[]::new));
    }

    /** Returns whether a run is shown in a log of runs. */
    boolean admit(Run run) {
        String type = run.type().wireName();
        boolean all = includeNames.isEmpty() && includeTypes.isEmpty() && includeTags.isEmpty();
        boolean included = all
                || includeNames.filter(names -> names.contains(run.name())).isPresent()
                || includeTypes.filter(types -> types.contains(type)).isPresent()
                || includeTags
                        .filter(tags -> run.tags().stream().anyMatch(tags::contains))
                        .isPresent();
        return included
                && !excludeNames.contains(run.name())
                && !excludeTypes.contains(type)
                && run.tags().stream().noneMatch(excludeTags::contains);
    }
}
