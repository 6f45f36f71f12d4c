package com.example;

import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import dev.runcast.runtime.codegen.Types;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Kinds.Base} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Kinds.Base} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class Kinds_BaseRunnables<S extends Kinds.Base<S>> {
  private static final RunnableDescriptor SELF = RunnableDescriptor.builder("self")
      .output(Kinds.Base.class)
      .build();

  private static final RunnableDescriptor PARSE = RunnableDescriptor.builder("parse")
      .parameter("type", Types.parameterized(Class.class, Enum.class))
      .parameter("text", String.class)
      .input(ParseInput.class)
      .output(Enum.class)
      .build();

  private static final RunnableDescriptor MAX = RunnableDescriptor.builder("max")
      .parameter("items", Types.parameterized(List.class, Types.extending(Object.class)))
      .output(Object.class)
      .build();

  private static final RunnableDescriptor ENTRY = RunnableDescriptor.builder("entry")
      .parameter("entries", Types.array(Types.parameterized(Map.Entry.class, Kinds.Base.class, Types.anything())))
      .parameter("index", int.class)
      .input(EntryInput.class)
      .output(Types.parameterized(Map.Entry.class, String.class, Types.extending(Kinds.Base.class)))
      .build();

  private final Kinds.Base<S> delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public Kinds_BaseRunnables(Kinds.Base<S> delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private Kinds_BaseRunnables(Kinds.Base<S> delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Kinds.Base} that starts its runs with {@code config}. */
  public Kinds_BaseRunnables<S> withConfig(RunnableConfig config) {
    return new Kinds_BaseRunnables<>(delegate, config);
  }

  /** Runs {@link Kinds.Base#self} as {@code "self"}. */
  S self() {
    RunScope run = RunScope.open(SELF, config, null);
    S output;
    try {
      output = delegate.self();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #self} as a runnable, for event streams, batches and servers. */
  TypedRunnable<Void, S> selfRunnable() {
    return TypedRunnable.<Void, S>of(SELF, input -> delegate.self())
        .withConfig(config);
  }

  /** Runs {@link Kinds.Base#parse} as {@code "parse"}. */
  public <E extends Enum<E>, X extends IOException, Y extends RuntimeException> E parse(
      Class<E> type, String text) throws X, Y {
    RunScope run = RunScope.open(PARSE, config, new ParseInput<>(type, text));
    E output;
    try {
      output = delegate.<E, X, Y>parse(type, text);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #parse} as a runnable, for event streams, batches and servers. */
  public <E extends Enum<E>, X extends IOException, Y extends RuntimeException> TypedRunnable<ParseInput<E>, E> parseRunnable(
      ) {
    return TypedRunnable.<ParseInput<E>, E>of(
            PARSE, input -> delegate.<E, X, Y>parse(input.type(), input.text()))
        .withConfig(config);
  }

  /** Runs {@link Kinds.Base#max} as {@code "max"}. */
  public <T extends Comparable<? super T> & Serializable> T max(List<? extends T> items) throws
      IOException, InterruptedException {
    RunScope run = RunScope.open(MAX, config, items);
    T output;
    try {
      output = delegate.max(items);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #max} as a runnable, for event streams, batches and servers. */
  public <T extends Comparable<? super T> & Serializable> TypedRunnable<List<? extends T>, T> maxRunnable(
      ) {
    return TypedRunnable.<List<? extends T>, T>of(MAX, input -> delegate.max(input))
        .withConfig(config);
  }

  /** Runs {@link Kinds.Base#entry} as {@code "entry"}. */
  public Map.Entry<String, ? extends S> entry(Map.Entry<S, ?>[] entries, int index) {
    RunScope run = RunScope.open(ENTRY, config, new EntryInput<>(entries, index));
    Map.Entry<String, ? extends S> output;
    try {
      output = delegate.entry(entries, index);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #entry} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<EntryInput<S>, Map.Entry<String, ? extends S>> entryRunnable() {
    return TypedRunnable.<EntryInput<S>, Map.Entry<String, ? extends S>>of(
            ENTRY, input -> delegate.entry(input.entries(), input.index()))
        .withConfig(config);
  }

  /** The parameters of {@link #parse}. */
  public record ParseInput<E extends Enum<E>>(Class<E> type, String text) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("type", type);
      map.put("text", text);
      return map;
    }
  }

  /** The parameters of {@link #entry}. */
  public record EntryInput<S extends Kinds.Base<S>>(Map.Entry<S, ?>[] entries,
      int index) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("entries", entries);
      map.put("index", index);
      return map;
    }
  }
}
