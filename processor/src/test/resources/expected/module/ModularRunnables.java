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

/**
 * Calls {@link Modular} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Modular} did.
 */
@SuppressWarnings("exports")
public final class ModularRunnables {
  private static final RunnableDescriptor WORK = RunnableDescriptor.builder("work")
      .output(Void.class)
      .events(ModularEvents.DONE)
      .build();

  private static final RunnableDescriptor HIDDEN = RunnableDescriptor.builder("hidden")
      .parameter("hidden", Modular.Hidden.class)
      .parameter("times", int.class)
      .input(HiddenInput.class)
      .output(Void.class)
      .build();

  private final Modular delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public ModularRunnables(Modular delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private ModularRunnables(Modular delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Modular} that starts its runs with {@code config}. */
  public ModularRunnables withConfig(RunnableConfig config) {
    return new ModularRunnables(delegate, config);
  }

  /** Runs {@link Modular#work} as {@code "work"}. */
  public void work() {
    RunScope run = RunScope.open(WORK, config, null);
    try {
      delegate.work(new ModularEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #work} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> workRunnable() {
    return TypedRunnable.<Void, Void>ofConfigured(WORK, (input, run) -> {
          delegate.work(new ModularEvents(CustomEvents.sink(run)));
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Modular#hidden} as {@code "hidden"}. */
  void hidden(Modular.Hidden hidden, int times) {
    RunScope run = RunScope.open(HIDDEN, config, new HiddenInput(hidden, times));
    try {
      delegate.hidden(hidden, times);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #hidden} as a runnable, for event streams, batches and servers. */
  TypedRunnable<HiddenInput, Void> hiddenRunnable() {
    return TypedRunnable.<HiddenInput, Void>of(HIDDEN, input -> {
          delegate.hidden(input.hidden(), input.times());
          return null;
        })
        .withConfig(config);
  }

  /** The parameters of {@link #hidden}. */
  record HiddenInput(Modular.Hidden hidden, int times) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("hidden", hidden);
      map.put("times", times);
      return map;
    }
  }
}
