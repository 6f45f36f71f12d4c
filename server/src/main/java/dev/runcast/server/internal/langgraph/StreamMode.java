package dev.runcast.server.internal.langgraph;

import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.JsonObject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What clients can have streamed of a run, in the order in which it comes where one event makes several frames. */
enum StreamMode {
    /** All events, in the v2 format. */
    EVENTS(0),
    /** Custom events. */
    CUSTOM(1),
    /** Chunks of the messages of chat models. */
    MESSAGES_TUPLE(2),
    /** What each step of the run made, by the name of the step. */
    UPDATES(3),
    /** What the run made of the thread, when it has succeeded. */
    VALUES(4),
    /** What the run made, as it is, in the last event of a run that succeeded. */
    OUTPUT(5);

    private static final String MEMBER = "stream_mode";

    private final int place;

    StreamMode(int place) {
        this.place = place;
    }

    /** Returns the place of its frames among those of an event. */
    int place() {
        return place;
    }

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
        Set<StreamMode> modes = of(names, List.of("body", MEMBER));
        return modes.isEmpty() ? EnumSet.of(VALUES) : modes;
    }

    /** Reads the modes of a query, or returns others if none is given. */
    static Set<StreamMode> of(Call call, Set<StreamMode> otherwise) {
        Set<StreamMode> modes = of(QueryList.of(call, MEMBER), List.of("query", MEMBER));
        return modes.isEmpty() ? otherwise : modes;
    }

    private static Set<StreamMode> of(List<String> names, List<String> place) {
        Set<StreamMode> modes = EnumSet.noneOf(StreamMode.class);
        for (String name : names) {
            modes.add(Arrays.stream(values())
                    .filter(mode -> mode.wireName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> HttpError.invalid(place, "enum", unknown(name))));
        }
        return modes;
    }

    private static String unknown(String name) {
        return "\"" + name + "\" is not streamed. Ask for one or more of "
                + Arrays.stream(values()).map(StreamMode::wireName).collect(Collectors.joining(", ")) + ".";
    }
}
