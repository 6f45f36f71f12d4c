package com.example;

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
 * Calls {@link Custom} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Custom} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class CustomRunnables {
  private static final RunnableDescriptor EMIT = RunnableDescriptor.builder("emit")
      .parameter("value", Object.class)
      .parameter("config", Custom.RunnableConfig.class)
      .input(EmitInput.class)
      .output(Object.class)
      .events(CustomEvents.DONE)
      .build();

  private static final RunnableDescriptor AGAIN = RunnableDescriptor.builder("again")
      .output(Void.class)
      .events(CustomEvents.DONE)
      .build();

  private final Custom delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public CustomRunnables(Custom delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private CustomRunnables(Custom delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Custom} that starts its runs with {@code config}. */
  public CustomRunnables withConfig(RunnableConfig config) {
    return new CustomRunnables(delegate, config);
  }

  /** Runs {@link Custom#emit} as {@code "emit"}. */
  public <TypedRunnable> TypedRunnable emit(TypedRunnable value, Custom.RunnableConfig config) {
    RunScope run = RunScope.open(EMIT, this.config, new EmitInput<>(value, config));
    TypedRunnable output;
    try {
      output = delegate.emit(value, config, new CustomEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #emit} as a runnable, for event streams, batches and servers. */
  public <TypedRunnable> dev.runcast.runtime.TypedRunnable<EmitInput<TypedRunnable>, TypedRunnable> emitRunnable(
      ) {
    return dev.runcast.runtime.TypedRunnable.<EmitInput<TypedRunnable>, TypedRunnable>ofConfigured(
            EMIT, (input, run) -> delegate.emit(input.value(), input.config(), new CustomEvents(dev.runcast.runtime.CustomEvents.sink(run))))
        .withConfig(config);
  }

  /** Runs {@link Custom#again} as {@code "again"}. */
  public void again() {
    RunScope run = RunScope.open(AGAIN, config, null);
    try {
      delegate.again(run.config(), new CustomEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #again} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> againRunnable() {
    return TypedRunnable.<Void, Void>ofConfigured(AGAIN, (input, run) -> {
          delegate.again(run, new CustomEvents(dev.runcast.runtime.CustomEvents.sink(run)));
          return null;
        })
        .withConfig(config);
  }

  /** The parameters of {@link #emit}. */
  public record EmitInput<TypedRunnable>(TypedRunnable value,
      Custom.RunnableConfig config) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("value", value);
      map.put("config", config);
      return map;
    }
  }
}
