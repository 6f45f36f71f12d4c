package dev.runcast.testkit;

import dev.runcast.runtime.EventType;
import dev.runcast.testkit.Emissions.Emission;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on custom events. A key fits an event of its name whose data are such a payload; an event of that name with other data
 * fails each of these assertions, since then the key is not the one of the event.
 *
 * @param <S> the type of the assertions themselves
 * @param <A> the type of what they are on
 * @since 0.1
 */
public abstract class AbstractEventsAssert<S extends AbstractEventsAssert<S, A>, A> extends AbstractAssert<S, A> {
    AbstractEventsAssert(A actual, Class<S> self) {
        super(actual, self);
    }

    /** Returns who emits, for messages. */
    abstract String subject();

    /** Returns the events that are asserted on. */
    abstract Emissions emissions();

    /** Returns what was recorded, as text. */
    abstract String recorded();

    /** Checks that an event of this type was emitted. */
    public S emitted(EventType<?> type) {
        if (payloads(type).isEmpty()) {
            throw failing("to have emitted " + type + ", but there was none.");
        }
        return myself;
    }

    /**
     * Checks that an event of this type was emitted with a payload that matches.
     *
     * @param payload what to ask of it; asked of each payload until one matches
     */
    public <T> S emitted(EventType<T> type, Predicate<? super T> payload) {
        List<T> payloads = payloads(type);
        emitted(type);
        if (payloads.stream().noneMatch(payload)) {
            throw failing("to have emitted " + type + " with a payload that matches, but none of these does:"
                    + payloads.stream().map(each -> "\n  " + shown(each)).collect(Collectors.joining()));
        }
        return myself;
    }

    /** Checks how many events of this type were emitted. */
    public S emittedTimes(EventType<?> type, int times) {
        int emitted = payloads(type).size();
        if (emitted != times) {
            throw failing("to have emitted " + type + " " + times(times) + ", but it was " + times(emitted) + ".");
        }
        return myself;
    }

    /** Checks that the events of this type have these payloads, in this order, and that there are no others of it. */
    @SafeVarargs
    @SuppressWarnings("varargs") // They are read only.
    public final <T> S emittedPayloads(EventType<T> type, T... payloads) {
        List<T> emitted = payloads(type);
        List<T> expected = Arrays.asList(payloads);
        if (!emitted.equals(expected)) {
            throw failing(
                    "to have emitted " + type + " with the payloads\n  " + shown(expected) + "\nbut they were\n  "
                            + shown(emitted),
                    emitted,
                    expected);
        }
        return myself;
    }

    /** Checks that no event of this type was emitted. */
    public S didNotEmit(EventType<?> type) {
        List<?> emitted = payloads(type);
        if (!emitted.isEmpty()) {
            throw failing("not to have emitted " + type + ", but it was emitted " + times(emitted.size()) + ".");
        }
        return myself;
    }

    /** Checks that no event was emitted. */
    public S emittedNothing() {
        return emittedExactly();
    }

    /** Checks that events of these types were emitted in this order, with or without others between them. */
    public S emittedInOrder(EventType<?>... types) {
        checkUse(types);
        int found = 0;
        for (Emission each : events()) {
            if (found < types.length && each.matches(types[found])) {
                found++;
            }
        }
        if (found < types.length) {
            throw failing("to have emitted " + shown(types) + " in this order, but there is no " + types[found]
                    + (found == 0 ? "." : " after " + shown(Arrays.copyOf(types, found)) + "."));
        }
        return myself;
    }

    /** Checks that events of exactly these types were emitted, in this order, and no others. */
    public S emittedExactly(EventType<?>... types) {
        checkUse(types);
        List<Emission> events = events();
        boolean isSame = events.size() == types.length;
        for (int i = 0; isSame && i < types.length; i++) {
            isSame = events.get(i).matches(types[i]);
        }
        if (!isSame) {
            String emitted = events.stream().map(Emission::name).collect(Collectors.joining(", ", "[", "]"));
            throw failing("to have emitted " + (types.length == 0 ? "nothing" : "exactly " + shown(types))
                    + ", but it was " + emitted + ".");
        }
        return myself;
    }

    private List<Emission> events() {
        isNotNull();
        return emissions().all();
    }

    private <T> List<T> payloads(EventType<T> type) {
        checkUse(type);
        return emissions().payloads(type);
    }

    private void checkUse(EventType<?>... types) {
        isNotNull();
        for (EventType<?> type : types) {
            Optional<String> mistake = emissions().misuse(Objects.requireNonNull(type, "type"));
            if (mistake.isPresent()) {
                throw failure("%s\n%s", mistake.get(), recording());
            }
        }
    }

    /** Returns the error that says what was expected, and what was recorded. */
    AssertionError failing(String expectation) {
        return failure("%s", message(expectation));
    }

    /** Returns the error that says what was expected, and what was recorded, with values that tools can compare. */
    AssertionError failing(String expectation, @Nullable Object actual, @Nullable Object expected) {
        return failureWithActualExpected(actual, expected, "%s", message(expectation));
    }

    private String message(String expectation) {
        return "Expected " + subject() + " " + expectation + "\n" + recording();
    }

    private String recording() {
        String recorded = recorded();
        return recorded.isEmpty()
                ? "Nothing was recorded."
                : "Recorded:\n" + recorded.indent(2).stripTrailing();
    }

    String shown(@Nullable Object value) {
        return Emissions.shown(value, info.representation());
    }

    private static String shown(EventType<?>... types) {
        return Arrays.toString(types);
    }

    private static String times(int times) {
        return times == 1 ? "once" : times + " times";
    }
}
