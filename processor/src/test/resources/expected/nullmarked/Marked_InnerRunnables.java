package com.example;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import dev.runcast.runtime.codegen.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Calls {@link Marked.Inner} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Marked.Inner} did.
 */
@NullMarked
@Generated("dev.runcast.processor.RunnableProcessor")
public final class Marked_InnerRunnables<T extends @Nullable Object> {
  private static final RunnableDescriptor SEARCH = RunnableDescriptor.builder("search")
      .nullableParameter("text", String.class)
      .parameter("value", Object.class)
      .parameter("values", Types.parameterized(List.class, Object.class))
      .input(SearchInput.class)
      .output(String.class)
      .events(Marked_InnerEvents.FOUND)
      .build();

  private static final RunnableDescriptor ARRAYS = RunnableDescriptor.builder("arrays")
      .nullableParameter("entry", Types.parameterized(Map.Entry.class, String.class, String.class))
      .nullableParameter("arrays", String[][].class)
      .nullableParameter("texts", String[].class)
      .input(ArraysInput.class)
      .output(Void.class)
      .build();

  private static final RunnableDescriptor UNMARKED = RunnableDescriptor.builder("unmarked")
      .parameter("text", String.class)
      .parameter("times", int.class)
      .input(UnmarkedInput.class)
      .output(String.class)
      .build();

  private static final RunnableDescriptor FIRST = RunnableDescriptor.builder("first")
      .parameter("one", Object.class)
      .parameter("other", Object.class)
      .input(FirstInput.class)
      .output(Object.class)
      .build();

  private final Marked.Inner<T> delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public Marked_InnerRunnables(Marked.Inner<T> delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private Marked_InnerRunnables(Marked.Inner<T> delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Marked.Inner} that starts its runs with {@code config}. */
  public Marked_InnerRunnables<T> withConfig(RunnableConfig config) {
    return new Marked_InnerRunnables<>(delegate, config);
  }

  /** Runs {@link Marked.Inner#search} as {@code "search"}. */
  public @Nullable String search(@Nullable String text, T value, List<@Nullable T> values) {
    RunScope run = RunScope.open(SEARCH, config, new SearchInput<>(text, value, values));
    String output;
    try {
      output = delegate.search(text, value, values, new Marked_InnerEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #search} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<SearchInput<T>, @Nullable String> searchRunnable() {
    return TypedRunnable.<SearchInput<T>, @Nullable String>ofConfigured(
            SEARCH, (input, run) -> delegate.search(input.text(), input.value(), input.values(), new Marked_InnerEvents(CustomEvents.sink(run))))
        .withConfig(config);
  }

  /** Runs {@link Marked.Inner#arrays} as {@code "arrays"}. */
  public void arrays(Map. @Nullable Entry<String, @Nullable String> entry,
      @Nullable String @Nullable [] @Nullable [] arrays, @Nullable String @Nullable ... texts) {
    RunScope run = RunScope.open(ARRAYS, config, new ArraysInput(entry, arrays, texts));
    try {
      delegate.arrays(entry, arrays, texts);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #arrays} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<ArraysInput, Void> arraysRunnable() {
    return TypedRunnable.<ArraysInput, Void>of(ARRAYS, input -> {
          delegate.arrays(input.entry(), input.arrays(), input.texts());
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Marked.Inner#unmarked} as {@code "unmarked"}. */
  @NullUnmarked
  public String unmarked(String text, int times) {
    RunScope run = RunScope.open(UNMARKED, config, new UnmarkedInput(text, times));
    String output;
    try {
      output = delegate.unmarked(text, times);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #unmarked} as a runnable, for event streams, batches and servers. */
  @NullUnmarked
  public TypedRunnable<UnmarkedInput, String> unmarkedRunnable() {
    return TypedRunnable.<UnmarkedInput, String>of(
            UNMARKED, input -> delegate.unmarked(input.text(), input.times()))
        .withConfig(config);
  }

  /** Runs {@link Marked.Inner#first} as {@code "first"}. */
  public <U extends @Nullable Object> @NonNull U first(U one, @NonNull U other) {
    RunScope run = RunScope.open(FIRST, config, new FirstInput<>(one, other));
    U output;
    try {
      output = delegate.first(one, other);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #first} as a runnable, for event streams, batches and servers. */
  public <U extends @Nullable Object> TypedRunnable<FirstInput<U>, @NonNull U> firstRunnable() {
    return TypedRunnable.<FirstInput<U>, @NonNull U>of(
            FIRST, input -> delegate.first(input.one(), input.other()))
        .withConfig(config);
  }

  /** The parameters of {@link #search}. */
  public record SearchInput<T extends @Nullable Object>(@Nullable String text, T value,
      List<@Nullable T> values) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("text", text);
      map.put("value", value);
      map.put("values", values);
      return map;
    }
  }

  /** The parameters of {@link #arrays}. */
  public record ArraysInput(Map. @Nullable Entry<String, @Nullable String> entry,
      @Nullable String @Nullable [] @Nullable [] arrays,
      @Nullable String @Nullable [] texts) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("entry", entry);
      map.put("arrays", arrays);
      map.put("texts", texts);
      return map;
    }
  }

  /** The parameters of {@link #unmarked}. */
  @NullUnmarked
  public record UnmarkedInput(String text, int times) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("text", text);
      map.put("times", times);
      return map;
    }
  }

  /** The parameters of {@link #first}. */
  public record FirstInput<U extends @Nullable Object>(U one,
      @NonNull U other) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("one", one);
      map.put("other", other);
      return map;
    }
  }
}
