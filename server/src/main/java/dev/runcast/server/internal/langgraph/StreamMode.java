package dev.runcast.server.internal.langgraph;

import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What clients can have streamed of a run. */
enum StreamMode {
    /** All events, in the v2 format. */
    EVENTS,
    /** Custom events. */
    CUSTOM,
    /** What the run made of the thread. */
    VALUES,
    /** What each step of the run made, by the name of the step. */
    UPDATES,
    /** Chunks of the messages of chat models. */
    MESSAGES_TUPLE,
    /** What the run made, as it is, in the last event of a run that succeeded. */
    OUTPUT;

    private static final String MEMBER = "stream_mode";

    /** Returns the name on the wire. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the name of its events on the wire. */
    String event() {
        return this == MESSAGES_TUPLE ? "messages" : wireName();
    }

    /** Reads the modes of a body: one or several, {@code values} by default. */
    static Set<StreamMode> of(JsonObject body) {
        List<String> names = body.isList(MEMBER)
                ? body.strings(MEMBER).orElseThrow()
                : body.string(MEMBER).map(List::of).orElse(List.of());
        Set<StreamMode> modes = of(names, EnumSet.allOf(StreamMode.class), List.of("body", MEMBER));
        return modes.isEmpty() ? EnumSet.of(VALUES) : modes;
    }

    /** Reads the modes of a query: any of those of a run, or all if none is given. */
    static Set<StreamMode> of(Call call, Set<StreamMode> modesOfRun) {
        List<String> names = QueryList.of(call, MEMBER);
        return names.isEmpty() ? modesOfRun : of(names, modesOfRun, List.of("query", MEMBER));
    }

    private static Set<StreamMode> of(List<String> names, Set<StreamMode> known, List<String> place) {
        Set<StreamMode> modes = EnumSet.noneOf(StreamMode.class);
        for (String name : names) {
            modes.add(known.stream()
                    .filter(mode -> mode.wireName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> HttpError.invalid(place, "enum", unknown(name, known))));
        }
        return modes;
    }

    private static String unknown(String name, Set<StreamMode> known) {
        return "\"" + name + "\" is not streamed. Ask for one or more of "
                + known.stream().map(StreamMode::wireName).collect(Collectors.joining(", ")) + ".";
    }
}
