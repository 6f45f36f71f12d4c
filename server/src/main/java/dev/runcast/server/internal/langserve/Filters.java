package dev.runcast.server.internal.langserve;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.server.internal.core.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Which events, or which runs, a client wants to see. */
record Filters(
        Optional<List<String>> includeNames,
        Optional<List<String>> includeTypes,
        Optional<List<String>> includeTags,
        List<String> excludeNames,
        List<String> excludeTypes,
        List<String> excludeTags) {

    static Filters of(JsonObject body) {
        return new Filters(
                body.strings("include_names"),
                body.strings("include_types"),
                body.strings("include_tags"),
                body.strings("exclude_names").orElse(List.of()),
                body.strings("exclude_types").orElse(List.of()),
                body.strings("exclude_tags").orElse(List.of()));
    }

    EventStreamOptions.Builder toOptions() {
        EventStreamOptions.Builder options = EventStreamOptions.builder();
        includeNames.ifPresent(give(options::includeNames));
        includeTypes.ifPresent(give(options::includeTypes));
        includeTags.ifPresent(give(options::includeTags));
        give(options::excludeNames).accept(excludeNames);
        give(options::excludeTypes).accept(excludeTypes);
        give(options::excludeTags).accept(excludeTags);
        return options;
    }

    private static Consumer<List<String>> give(Consumer<String[]> filter) {
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
