package dev.runcast.runtime;

import dev.runcast.runtime.json.JsonCodec;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a config hands down to the runs below as it is. Whoever adds a component decides here, and nowhere else, how it is inherited and
 * merged: it does not compile otherwise.
 */
record Settings(
        Map<String, @Nullable Object> configurable,
        @Nullable Integer maxConcurrency,
        @Nullable Integer recursionLimit,
        @Nullable Boolean failFast,
        @Nullable Executor executor,
        @Nullable JsonCodec codec,
        @Nullable Object owner) {
    static final Settings NONE = new Settings(Map.of(), null, null, null, null, null, null);

    /** Returns these settings, and those of {@code others} where there are none here. */
    @SuppressWarnings("ReferenceEquality") // A shortcut for most configs.
    Settings orElse(Settings others) {
        if (this == NONE || others == NONE) {
            return this == NONE ? others : this;
        }
        return new Settings(
                configurable.isEmpty() ? others.configurable : configurable,
                either(maxConcurrency, others.maxConcurrency),
                either(recursionLimit, others.recursionLimit),
                either(failFast, others.failFast),
                either(executor, others.executor),
                either(codec, others.codec),
                either(owner, others.owner));
    }

    private static <T> @Nullable T either(@Nullable T own, @Nullable T other) {
        return own == null ? other : own;
    }

    Settings withConfigurable(Map<String, @Nullable Object> value) {
        return new Settings(value, maxConcurrency, recursionLimit, failFast, executor, codec, owner);
    }

    Settings withMaxConcurrency(int value) {
        return new Settings(configurable, value, recursionLimit, failFast, executor, codec, owner);
    }

    Settings withRecursionLimit(int value) {
        return new Settings(configurable, maxConcurrency, value, failFast, executor, codec, owner);
    }

    Settings withFailFast(boolean value) {
        return new Settings(configurable, maxConcurrency, recursionLimit, value, executor, codec, owner);
    }

    Settings withExecutor(Executor value) {
        return new Settings(configurable, maxConcurrency, recursionLimit, failFast, value, codec, owner);
    }

    Settings withCodec(JsonCodec value) {
        return new Settings(configurable, maxConcurrency, recursionLimit, failFast, executor, value, owner);
    }

    Settings withOwner(Object value) {
        return new Settings(configurable, maxConcurrency, recursionLimit, failFast, executor, codec, value);
    }
}
