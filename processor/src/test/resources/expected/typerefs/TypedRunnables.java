package com.example;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Typed} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Typed} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class TypedRunnables {
  private static final RunnableDescriptor EMIT = RunnableDescriptor.builder("emit")
      .output(Void.class)
      .events(TypedEvents.HITS, TypedEvents.SCORES, TypedEvents.BOUNDS, TypedEvents.PAGE, TypedEvents.INNER, TypedEvents.RAW, TypedEvents.OLD, TypedEvents.TEXT, TypedEvents.HIT, TypedEvents.NOTHING, TypedEvents.LISTS, TypedEvents.OWNS)
      .build();

  private final Typed delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public TypedRunnables(Typed delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private TypedRunnables(Typed delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Typed} that starts its runs with {@code config}. */
  public TypedRunnables withConfig(RunnableConfig config) {
    return new TypedRunnables(delegate, config);
  }

  /** Runs {@link Typed#emit} as {@code "emit"}. */
  public void emit() {
    RunScope run = RunScope.open(EMIT, config, null);
    try {
      delegate.emit(new TypedEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #emit} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> emitRunnable() {
    return TypedRunnable.<Void, Void>ofConfigured(EMIT, (input, run) -> {
          delegate.emit(new TypedEvents(CustomEvents.sink(run)));
          return null;
        })
        .withConfig(config);
  }
}
