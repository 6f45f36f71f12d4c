package dev.runcast.contract.builder;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names the definitions of events: {@code "step-done"} is {@code StepDoneEvent}. They give way to the names of types. */
final class EventDefinitionNames {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9]+");

    private EventDefinitionNames() {}

    /** Returns the names of definitions by those of events. None is in {@code taken}. */
    static Map<String, String> of(Collection<String> eventNames, Set<String> taken) {
        Set<String> all = new HashSet<>(taken);
        Map<String, String> names = new TreeMap<>();
        for (String eventName : new TreeSet<>(eventNames)) {
            String base = base(eventName);
            names.put(
                    eventName,
                    Stream.iterate(1, number -> number + 1)
                            .map(number -> number == 1 ? base : base + "_" + number)
                            .filter(all::add)
                            .findFirst()
                            .orElseThrow());
        }
        return names;
    }

    private static String base(String eventName) {
        String words = BETWEEN_WORDS
                .splitAsStream(eventName)
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        boolean isIdentifier = !words.isEmpty() && Character.isLetter(words.charAt(0));
        return isIdentifier ? words + "Event" : "Event" + words;
    }
}
