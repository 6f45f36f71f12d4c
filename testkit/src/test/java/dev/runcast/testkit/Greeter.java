package dev.runcast.testkit;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;

/** What the tests here record. */
final class Greeter {
    record Progress(int step, String note) {}

    static final EventType<Progress> PROGRESS = EventType.of("progress", Progress.class);
    static final EventType<Void> DONE = EventType.of("done");
    static final EventType<String> NEVER = EventType.of("never", String.class);

    /** The key of another event with the name of {@link #PROGRESS}. */
    static final EventType<Integer> OTHER_PROGRESS = EventType.of("progress", Integer.class);

    private static final TypedRunnable<String, String> TRANSLATE =
            TypedRunnable.of("translate", (String text) -> text.replace("Hello", "Bonjour"));

    /** Greets in French, and tells how far it is. */
    static final TypedRunnable<String, String> GREET =
            TypedRunnable.ofConfigured("greet", (String who, RunnableConfig config) -> {
                CustomEvents.dispatch(PROGRESS, new Progress(1, "greeting"), config);
                String greeting = "Hello " + who;
                CustomEvents.dispatch(PROGRESS, new Progress(2, "translating"), config);
                String translated = TRANSLATE.invoke(greeting, config);
                CustomEvents.dispatch(DONE, null, config);
                return translated;
            });

    static final TypedRunnable<String, String> FAIL = TypedRunnable.of("fail", (String who) -> {
        throw new IllegalArgumentException("nobody called " + who);
    });

    /** Greets two, and catches a failure between them. */
    static final TypedRunnable<String, Integer> PARTY = TypedRunnable.of("party", (String host) -> {
        GREET.invoke("Ada");
        try {
            FAIL.invoke("Bob");
        } catch (IllegalArgumentException nobody) {
            GREET.invoke("Cleo");
        }
        return 2;
    });

    private Greeter() {}
}
