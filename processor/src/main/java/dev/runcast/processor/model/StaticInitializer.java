package dev.runcast.processor.model;

import dev.runcast.processor.discovery.Payload;
import dev.runcast.processor.discovery.RunType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * The least that the static initializer of a generated class takes. A class file has room for 65,535 bytes of it, and compilers say
 * of larger ones only that their code is too large.
 *
 * <p>Compilers choose the indexes of constants, and with them the lengths of some instructions. This counts the shortest ones, so that
 * it never rejects a class that a compiler takes. Classes that are just too large are left to the compiler's message.
 */
public final class StaticInitializer {
    private static final int LIMIT = 65_535;

    /** A constant with an index below 256 takes two bytes to load, any other three. */
    private static final int SHORT_INDEXES = 255;

    private static final int LOAD = 2;
    private static final int FIELD = 3;
    private static final int CALL = 3;
    private static final int FUNCTION = 5;
    private static final int NEW_OBJECT = 7;
    private static final int NEW_ARRAY = 4;
    private static final int RETURN = 1;

    private final Set<Object> constants = new HashSet<>();
    private long bytes = RETURN;

    private StaticInitializer() {}

    /** Returns whether the emitter is certain to be too large. */
    public static boolean isTooLarge(EventsClass events) {
        StaticInitializer initializer = new StaticInitializer();
        events.events().forEach(initializer::key);
        return initializer.isTooLarge();
    }

    /** Returns whether the wrapper is certain to be too large. */
    public static boolean isTooLarge(RunnablesClass runnables) {
        StaticInitializer initializer = new StaticInitializer();
        runnables.methods().forEach(initializer::descriptor);
        return initializer.isTooLarge();
    }

    private boolean isTooLarge() {
        return bytes + Math.max(0, constants.size() - SHORT_INDEXES) > LIMIT;
    }

    private void key(Event event) {
        load(event.name());
        event.payload().ifPresent(this::payload);
        bytes += event.json().isPresent() ? FUNCTION : 0;
        bytes += CALL + FIELD;
    }

    private void payload(Payload payload) {
        if (payload.isGeneric()) {
            bytes += NEW_OBJECT;
        } else {
            type(payload.type());
        }
    }

    /** Follows the calls that build the descriptor. */
    private void descriptor(RunnableMethod method) {
        load(method.runName());
        bytes += CALL;
        if (method.runType() != RunType.CHAIN) {
            bytes += FIELD + CALL;
        }
        if (!method.description().isBlank()) {
            load(method.description());
            bytes += CALL;
        }
        if (!method.tags().isEmpty()) {
            array(method.tags().size());
            method.tags().forEach(this::load);
            bytes += CALL;
        }
        method.metadata().forEach(entry -> {
            load(entry.getKey());
            load(entry.getValue());
            bytes += CALL;
        });
        method.inputs().forEach(this::parameter);
        if (method.hasInputRecord()) {
            bytes += LOAD + CALL;
        }
        method.output().ifPresentOrElse(this::type, () -> bytes += LOAD);
        bytes += CALL;
        if (!method.events().isEmpty()) {
            array(method.events().size());
            bytes += (long) method.events().size() * FIELD + CALL;
        }
        bytes += CALL + FIELD;
    }

    private void parameter(Argument.Input input) {
        load(input.name());
        type(input.parameter().asType());
        if (!input.description().isEmpty()) {
            load(input.description());
        }
        bytes += CALL;
    }

    private void type(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)) {
            bytes += LOAD;
            return;
        }
        load(declared.asElement());
        List<? extends TypeMirror> arguments = declared.getTypeArguments();
        if (!arguments.isEmpty()) {
            array(arguments.size());
            arguments.forEach(this::type);
            bytes += CALL;
        }
    }

    private void load(Object constant) {
        constants.add(constant);
        bytes += LOAD;
    }

    /** Adds what an array takes apart from its elements: for each, a copy of the array, the index and the store. */
    private void array(int length) {
        int longerIndexes = Math.max(0, length - 6) + Math.max(0, length - 128);
        bytes += NEW_ARRAY + 3L * length + longerIndexes;
    }
}
