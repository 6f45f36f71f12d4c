package com.example;

import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.lang.Object;
import java.lang.Override;
import java.lang.Throwable;
import java.lang.Void;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Shadows} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Shadows} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class ShadowsRunnables {
  private static final RunnableDescriptor ALL_ = RunnableDescriptor.builder("all")
      .parameter("run", String.class)
      .parameter("output", String.class)
      .parameter("error", String.class)
      .parameter("delegate", String.class)
      .parameter("config", String.class)
      .parameter("input", String.class)
      .parameter("ALL", String.class)
      .parameter("map", String.class)
      .input(AllInput.class)
      .output(String.class)
      .build();

  private static final RunnableDescriptor ONE = RunnableDescriptor.builder("one")
      .parameter("config", String.class)
      .output(Void.class)
      .build();

  private static final RunnableDescriptor TWO = RunnableDescriptor.builder("two")
      .parameter("delegate", String.class)
      .output(Void.class)
      .build();

  private final Shadows delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public ShadowsRunnables(Shadows delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private ShadowsRunnables(Shadows delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Shadows} that starts its runs with {@code config}. */
  public ShadowsRunnables withConfig(RunnableConfig config) {
    return new ShadowsRunnables(delegate, config);
  }

  /** Runs {@link Shadows#all} as {@code "all"}. */
  public String all(String run, String output, String error, String delegate, String config,
      String input, String ALL, String map) {
    RunScope run_ = RunScope.open(ALL_, this.config, new AllInput(run, output, error, delegate, config, input, ALL, map));
    String output_;
    try {
      output_ = this.delegate.all(run, output, error, delegate, config, input, ALL, map);
    } catch (Throwable error_) {
      run_.fail(error_);
      throw error_;
    }
    run_.succeed(output_);
    return output_;
  }

  /** Returns {@link #all} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<AllInput, String> allRunnable() {
    return TypedRunnable.<AllInput, String>of(
            ALL_, input -> delegate.all(input.run(), input.output(), input.error(), input.delegate(), input.config(), input.input(), input.ALL(), input.map()))
        .withConfig(config);
  }

  /** Runs {@link Shadows#one} as {@code "one"}. */
  public void one(String config) {
    RunScope run = RunScope.open(ONE, this.config, config);
    try {
      delegate.one(config, run.config());
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #one} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<String, Void> oneRunnable() {
    return TypedRunnable.<String, Void>ofConfigured(ONE, (input, run) -> {
          delegate.one(input, run);
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Shadows#two} as {@code "two"}. */
  public void two(String delegate) {
    RunScope run = RunScope.open(TWO, config, delegate);
    try {
      this.delegate.two(delegate);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #two} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<String, Void> twoRunnable() {
    return TypedRunnable.<String, Void>of(TWO, input -> {
          delegate.two(input);
          return null;
        })
        .withConfig(config);
  }

  /** The parameters of {@link #all}. */
  public record AllInput(String run, String output, String error, String delegate, String config,
      String input, String ALL, String map) implements RunInput {
    @Override
    public Map<java.lang.String, Object> toMap() {
      Map<java.lang.String, Object> map_ = new LinkedHashMap<>();
      map_.put("run", run);
      map_.put("output", output);
      map_.put("error", error);
      map_.put("delegate", delegate);
      map_.put("config", config);
      map_.put("input", input);
      map_.put("ALL", ALL);
      map_.put("map", map);
      return map_;
    }
  }
}
