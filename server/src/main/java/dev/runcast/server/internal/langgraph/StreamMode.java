package dev.runcast.server.internal.langgraph;

import dev.runcast.server.internal.core.JsonObject;
import java.util.Arrays;
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
    /** What the run made, as it is, in the last event of a run that succeeded. */
    OUTPUT;

    private static final String MEMBER = "stream_mode";

    /** Returns the name on the wire, of the mode and of its events. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the modes of a body: one or several, {@code values} by default. */
    static Set<StreamMode> of(JsonObject body) {
        List<String> names = body.isList(MEMBER)
                ? body.strings(MEMBER).orElseThrow()
                : body.string(MEMBER).map(List::of).orElse(List.of());
        Set<StreamMode> modes = EnumSet.noneOf(StreamMode.class);
        for (String name : names) {
            modes.add(Arrays.stream(values())
                    .filter(mode -> mode.wireName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> body.invalid(
                            MEMBER,
                            "enum",
                            "The server does not stream \"" + name + "\". Ask for one or more of "
                                    + Arrays.stream(values())
                                            .map(StreamMode::wireName)
                                            .collect(Collectors.joining(", "))
                                    + ".")));
        }
        return modes.isEmpty() ? EnumSet.of(VALUES) : modes;
    }
}
