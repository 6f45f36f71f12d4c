package com.example;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Payloads} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Payloads} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class PayloadsRunnables {
  private static final RunnableDescriptor EMIT = RunnableDescriptor.builder("emit")
      .output(Void.class)
      .events(PayloadsEvents.SEALED, PayloadsEvents.ARRAY, PayloadsEvents.BYTES, PayloadsEvents.BOXED, PayloadsEvents.NUMBER, PayloadsEvents.ANYTHING, PayloadsEvents.LEVEL, PayloadsEvents.VARARGS, PayloadsEvents.SINGLE, PayloadsEvents.COMPACT, PayloadsEvents.ANNOTATED, PayloadsEvents.RAW)
      .build();

  private final Payloads delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public PayloadsRunnables(Payloads delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private PayloadsRunnables(Payloads delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Payloads} that starts its runs with {@code config}. */
  public PayloadsRunnables withConfig(RunnableConfig config) {
    return new PayloadsRunnables(delegate, config);
  }

  /** Runs {@link Payloads#emit} as {@code "emit"}. */
  public void emit() {
    RunScope run = RunScope.open(EMIT, config, null);
    try {
      delegate.emit(new PayloadsEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #emit} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> emitRunnable() {
    return TypedRunnable.<Void, Void>ofConfigured(EMIT, (input, run) -> {
          delegate.emit(new PayloadsEvents(CustomEvents.sink(run)));
          return null;
        })
        .withConfig(config);
  }
}
