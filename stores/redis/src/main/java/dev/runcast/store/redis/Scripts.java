package dev.runcast.store.redis;

import dev.runcast.server.store.StoreUnavailableException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Has Redis run scripts. It is sent the text of one only if it does not know that yet. */
final class Scripts {
    private final RedisAsyncCommands<String, String> redis;
    private final String prefix;
    private final Duration timeout;
    private final Map<Script, String> digests = new EnumMap<>(Script.class);

    Scripts(RedisAsyncCommands<String, String> redis, String prefix, Duration timeout) {
        this.redis = redis;
        this.prefix = prefix;
        this.timeout = timeout;
        for (Script script : Script.values()) {
            digests.put(script, redis.digest(script.text()));
        }
    }

    /** Runs a script that returns a number, and waits for it. */
    long number(Script script, Object... arguments) {
        return (Long) await(script, arguments);
    }

    /** Runs a script that returns whether it did something, and waits for it. */
    boolean isDone(Script script, Object... arguments) {
        return number(script, arguments) == 1;
    }

    /** Runs a script that returns texts, and waits for them. */
    @SuppressWarnings("unchecked") // as the script says
    List<String> texts(Script script, Object... arguments) {
        return (List<String>) await(script, arguments);
    }

    /** Runs a script that returns numbers, and waits for them. */
    @SuppressWarnings("unchecked") // as the script says
    List<Long> numbers(Script script, Object... arguments) {
        return (List<Long>) await(script, arguments);
    }

    /** Runs a script that returns hashes, and waits for them. */
    List<Fields> hashes(Script script, Object... arguments) {
        return list(script, arguments).stream()
                .map(hash -> new Fields((List<?>) hash))
                .toList();
    }

    /** Runs a script that returns a list, and waits for it. */
    List<?> list(Script script, Object... arguments) {
        return (List<?>) await(script, arguments);
    }

    private Object await(Script script, Object... arguments) {
        CompletableFuture<Object> result = start(script, arguments).toCompletableFuture();
        try {
            return result.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof StoreUnavailableException away ? away : unavailable(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable(interrupted);
        }
    }

    /** Runs a script, and returns what it returns as a stage, which may fail with a {@link StoreUnavailableException}. */
    CompletionStage<Object> start(Script script, Object... arguments) {
        String[] values = values(arguments);
        CompletableFuture<Object> known =
                call(() -> redis.evalsha(digests.get(script), script.output(), new String[0], values));
        return known.handle((result, failure) -> cause(failure) instanceof RedisNoScriptException
                        ? call(() -> redis.eval(script.text(), script.output(), new String[0], values))
                        : known)
                .thenCompose(stage -> stage)
                .orTimeout(
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS) // The client has commands wait until it is connected again.
                .handle((result, failure) -> {
                    if (failure != null) {
                        throw unavailable(cause(failure));
                    }
                    return result;
                });
    }

    private interface Call {
        CompletionStage<Object> start();
    }

    private static CompletableFuture<Object> call(Call call) {
        try {
            return call.start().toCompletableFuture();
        } catch (RedisException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private String[] values(Object... arguments) {
        List<String> values = new ArrayList<>(arguments.length + 1);
        values.add(prefix);
        for (Object argument : arguments) {
            if (argument instanceof List<?> several) {
                several.forEach(each -> values.add(text(each)));
            } else {
                values.add(text(argument));
            }
        }
        return values.toArray(new String[0]);
    }

    private static String text(Object argument) {
        if (argument instanceof Boolean is) {
            return is ? "1" : "0";
        }
        return argument instanceof UUID || argument instanceof Number ? argument.toString() : (String) argument;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static StoreUnavailableException unavailable(Throwable failure) {
        return new StoreUnavailableException(
                failure instanceof RedisCommandExecutionException
                        ? "Redis refused a script: " + failure.getMessage() + ". Try again when it works."
                        : "Redis did not answer: " + failure + ". Try again when it works.",
                failure);
    }
}
