package com.example;

import dev.runcast.reactor.codegen.ReactorMethod;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import reactor.core.publisher.Flux;

/**
 * Calls {@link Reactive.Caller} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Reactive.Caller} did.
 */
@NullMarked
@Generated("dev.runcast.processor.RunnableProcessor")
final class Reactive_CallerRunnables {
  private static final RunnableDescriptor CALLS = RunnableDescriptor.builder("calls")
      .parameter("text", String.class)
      .output(String.class)
      .build();

  private final Reactive.Caller delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  Reactive_CallerRunnables(Reactive.Caller delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private Reactive_CallerRunnables(Reactive.Caller delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Reactive.Caller} that starts its runs with {@code config}. */
  Reactive_CallerRunnables withConfig(RunnableConfig config) {
    return new Reactive_CallerRunnables(delegate, config);
  }

  /** Runs {@link Reactive.Caller#calls} as {@code "calls"}. Each subscription is a run. */
  Flux<String> calls(String text) {
    return ReactorMethod.flux(CALLS, config, text, run -> delegate.calls(text, run.config()));
  }

  /** Returns {@link #calls} as a runnable, for event streams, batches and servers. */
  TypedRunnable<String, String> callsRunnable() {
    return ReactorMethod.<String, String>ofFlux(CALLS, (input, run) -> delegate.calls(input, run))
        .withConfig(config);
  }
}
