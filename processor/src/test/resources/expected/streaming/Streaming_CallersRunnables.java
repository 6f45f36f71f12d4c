package com.example;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.io.IOException;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Streaming.Callers} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Streaming.Callers} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
final class Streaming_CallersRunnables {
  private static final RunnableDescriptor CALLS = RunnableDescriptor.builder("calls")
      .parameter("other", StreamingRunnables.class)
      .output(Void.class)
      .build();

  private static final RunnableDescriptor CALLS_WITHOUT_CONFIG = RunnableDescriptor.builder("callsWithoutConfig")
      .output(Void.class)
      .build();

  private static final RunnableDescriptor HIDES = RunnableDescriptor.builder("hides")
      .output(Void.class)
      .build();

  private final Streaming.Callers delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  Streaming_CallersRunnables(Streaming.Callers delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private Streaming_CallersRunnables(Streaming.Callers delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Streaming.Callers} that starts its runs with {@code config}. */
  Streaming_CallersRunnables withConfig(RunnableConfig config) {
    return new Streaming_CallersRunnables(delegate, config);
  }

  /** Runs {@link Streaming.Callers#calls} as {@code "calls"}. */
  void calls(StreamingRunnables other) throws IOException {
    RunScope run = RunScope.open(CALLS, config, other);
    try {
      delegate.calls(run.config(), other);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #calls} as a runnable, for event streams, batches and servers. */
  TypedRunnable<StreamingRunnables, Void> callsRunnable() {
    return TypedRunnable.<StreamingRunnables, Void>ofConfigured(CALLS, (input, run) -> {
          delegate.calls(run, input);
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Streaming.Callers#callsWithoutConfig} as {@code "callsWithoutConfig"}. */
  void callsWithoutConfig() {
    RunScope run = RunScope.open(CALLS_WITHOUT_CONFIG, config, null);
    try {
      delegate.callsWithoutConfig();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #callsWithoutConfig} as a runnable, for event streams, batches and servers. */
  TypedRunnable<Void, Void> callsWithoutConfigRunnable() {
    return TypedRunnable.<Void, Void>of(CALLS_WITHOUT_CONFIG, input -> {
          delegate.callsWithoutConfig();
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Streaming.Callers#hides} as {@code "hides"}. */
  void hides() {
    RunScope run = RunScope.open(HIDES, config, null);
    try {
      delegate.hides(run.config());
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #hides} as a runnable, for event streams, batches and servers. */
  TypedRunnable<Void, Void> hidesRunnable() {
    return TypedRunnable.<Void, Void>ofConfigured(HIDES, (input, run) -> {
          delegate.hides(run);
          return null;
        })
        .withConfig(config);
  }
}
