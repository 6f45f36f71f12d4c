package com.example;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Mixed} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Mixed} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class MixedRunnables {
  private static final RunnableDescriptor OPEN = RunnableDescriptor.builder("open")
      .output(Void.class)
      .events(MixedEvents.HIDDEN, MixedEvents.SHOWN, MixedEvents.GUARDED)
      .build();

  private static final RunnableDescriptor HIDDEN = RunnableDescriptor.builder("hidden")
      .parameter("hidden", Mixed.Hidden.class)
      .parameter("other", int.class)
      .input(HiddenInput.class)
      .output(Void.class)
      .build();

  private static final RunnableDescriptor GUARDED = RunnableDescriptor.builder("guarded")
      .output(Void.class)
      .build();

  private static final RunnableDescriptor CLOSED = RunnableDescriptor.builder("closed")
      .output(Void.class)
      .build();

  private final Mixed delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public MixedRunnables(Mixed delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private MixedRunnables(Mixed delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Mixed} that starts its runs with {@code config}. */
  public MixedRunnables withConfig(RunnableConfig config) {
    return new MixedRunnables(delegate, config);
  }

  /** Runs {@link Mixed#open} as {@code "open"}. */
  public void open() {
    RunScope run = RunScope.open(OPEN, config, null);
    try {
      delegate.open(new MixedEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #open} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> openRunnable() {
    return TypedRunnable.<Void, Void>ofConfigured(OPEN, (input, run) -> {
          delegate.open(new MixedEvents(CustomEvents.sink(run)));
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Mixed#hidden} as {@code "hidden"}. */
  void hidden(Mixed.Hidden hidden, int other) {
    RunScope run = RunScope.open(HIDDEN, config, new HiddenInput(hidden, other));
    try {
      delegate.hidden(hidden, other);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #hidden} as a runnable, for event streams, batches and servers. */
  TypedRunnable<HiddenInput, Void> hiddenRunnable() {
    return TypedRunnable.<HiddenInput, Void>of(HIDDEN, input -> {
          delegate.hidden(input.hidden(), input.other());
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Mixed#guarded} as {@code "guarded"}. */
  void guarded() {
    RunScope run = RunScope.open(GUARDED, config, null);
    try {
      delegate.guarded();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #guarded} as a runnable, for event streams, batches and servers. */
  TypedRunnable<Void, Void> guardedRunnable() {
    return TypedRunnable.<Void, Void>of(GUARDED, input -> {
          delegate.guarded();
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Mixed#closed} as {@code "closed"}. */
  void closed() {
    RunScope run = RunScope.open(CLOSED, config, null);
    try {
      delegate.closed();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #closed} as a runnable, for event streams, batches and servers. */
  TypedRunnable<Void, Void> closedRunnable() {
    return TypedRunnable.<Void, Void>of(CLOSED, input -> {
          delegate.closed();
          return null;
        })
        .withConfig(config);
  }

  /** The parameters of {@link #hidden}. */
  record HiddenInput(Mixed.Hidden hidden, int other) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("hidden", hidden);
      map.put("other", other);
      return map;
    }
  }
}
