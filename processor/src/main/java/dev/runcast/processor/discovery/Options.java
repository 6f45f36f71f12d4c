package dev.runcast.processor.discovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The options of the compiler that are meant for Runcast, as {@code -Adev.runcast.verbose=true} is.
 *
 * @param values what the user has set, under names that begin with {@code dev.runcast.}
 */
public record Options(Map<String, String> values) {
    /** Prints stack traces of the processor's own failures. */
    public static final String VERBOSE = "dev.runcast.verbose";

    /** Qualified names, with commas between them, of annotations without required members, which are put on every wrapper. */
    public static final String WRAPPER_ANNOTATIONS = "dev.runcast.wrapperAnnotations";

    /** Writes the contract of the events. */
    public static final String EVENT_CONTRACT = "dev.runcast.eventContract";

    /** Writes it, and compares it with the one in the file of this path. */
    public static final String EVENT_CONTRACT_BASELINE = "dev.runcast.eventContractBaseline";

    /** The names of all options. */
    public static final Set<String> NAMES =
            Set.of(VERBOSE, WRAPPER_ANNOTATIONS, EVENT_CONTRACT, EVENT_CONTRACT_BASELINE);

    private static final String PREFIX = "dev.runcast.";

    /** Picks Runcast's options from all that the compiler was given. */
    public static Options of(Map<String, String> all) {
        return new Options(all.entrySet().stream()
                .filter(option -> option.getKey().startsWith(PREFIX))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, option -> option.getValue() == null ? "" : option.getValue())));
    }

    /** Returns whether the switch is on, for which it needs no value. {@code false} is as if it were left out. */
    public boolean isOn(String name) {
        return values.containsKey(name) && !"false".equals(values.get(name));
    }

    /** Returns whether the contract of the events is to be written. */
    public boolean asksForContract() {
        return isOn(EVENT_CONTRACT) || values.containsKey(EVENT_CONTRACT_BASELINE);
    }

    /** Returns the text that the user has set, if any. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Returns the names in the list, none by default. */
    public List<String> names(String name) {
        return List.of(values.getOrDefault(name, "").split(",")).stream()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Returns the names that the user has set, in the order of the alphabet. */
    public Set<String> given() {
        return new TreeSet<>(values.keySet());
    }
}
