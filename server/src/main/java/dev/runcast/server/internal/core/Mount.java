package dev.runcast.server.internal.core;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.json.JsonCodec;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A runnable at a path. Immutable.
 *
 * @param path where it is mounted: empty for the root, else as in {@code /research}
 * @param runnable takes what {@link #input} reads
 * @param codec reads the input
 * @param isRestartable whether its runs may be started again when their server was lost
 */
public record Mount(String path, TypedRunnable<Object, Object> runnable, JsonCodec codec, boolean isRestartable) {
    /** Checks that nothing is null. */
    public Mount {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(runnable, "runnable");
        Objects.requireNonNull(codec, "codec");
    }

    /**
     * Returns a runnable at a path, whose input the default codec reads.
     *
     * @throws IllegalArgumentException if it is no path
     */
    @SuppressWarnings("unchecked") // The input is read as the type that the descriptor names.
    public static Mount of(String path, TypedRunnable<?, ?> runnable) {
        if (!path.matches("/|(/[A-Za-z0-9._~-]+)+") || path.matches(".*/\\.{1,2}(/.*)?")) {
            throw new IllegalArgumentException(
                    "\"" + path + "\" is no path to mount a runnable at. Give one as in \"/research\":"
                            + " a slash before each part, and letters, digits, and . _ ~ - in it.");
        }
        return new Mount(
                path.equals("/") ? "" : path,
                (TypedRunnable<Object, Object>) runnable,
                JsonCodec.defaultCodec(),
                false);
    }

    /** Returns this with another codec. */
    public Mount withCodec(JsonCodec codec) {
        return new Mount(path, runnable, codec, isRestartable);
    }

    /** Returns this with runs that may be started again. */
    public Mount restartable() {
        return new Mount(path, runnable, codec, true);
    }

    /** Returns the path without the slash that it begins with, which is what clients name the runnable by. */
    public String name() {
        return path.isEmpty() ? descriptor().name() : path.substring(1);
    }

    /** Returns the path as the program gave it: {@code /} for the root. */
    public String mountedAt() {
        return path.isEmpty() ? "/" : path;
    }

    /** Returns what the runnable is. */
    public RunnableDescriptor descriptor() {
        return runnable.descriptor();
    }

    /**
     * Reads the input of the runnable from a member of an object. Returns null where that is null or missing and the type allows it.
     * That of a tool may be the object of its arguments, which is what tools are called with.
     *
     * @throws HttpError if it does not fit the type of the input
     */
    @SuppressWarnings("NullAway") // It does not know that a runnable of nullable objects takes null.
    public Object input(JsonObject object, String member) {
        Type type = descriptor().inputType();
        if (descriptor().type() == RunType.TOOL && descriptor().parameters().size() == 1 && object.isObject(member)) {
            String argument = descriptor().parameters().get(0).name();
            JsonObject arguments = object.object(member).orElseThrow();
            if (arguments.names().equals(Set.of(argument))) {
                return arguments.read(argument, type, codec);
            }
        }
        return object.read(member, type, codec);
    }

    /**
     * Reads inputs from a member that is a list, or returns nothing if that is missing.
     *
     * @throws HttpError if one does not fit the type of the input
     */
    public Optional<List<Object>> inputs(JsonObject object, String member) {
        return object.list(member).map(list -> {
            List<Object> inputs = new ArrayList<>();
            list.names().forEach(place -> inputs.add(input(list, place)));
            return inputs;
        });
    }
}
