package com.example;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Outer.Search} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Outer.Search} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class Outer_SearchRunnables {
  private static final RunnableDescriptor SEARCH = RunnableDescriptor.builder("search")
      .parameter("query", String.class)
      .output(String.class)
      .build();

  private static final RunnableDescriptor TWICE = RunnableDescriptor.builder("twice")
      .parameter("query", String.class)
      .output(String.class)
      .build();

  private final Outer.Search delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public Outer_SearchRunnables(Outer.Search delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private Outer_SearchRunnables(Outer.Search delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Outer.Search} that starts its runs with {@code config}. */
  public Outer_SearchRunnables withConfig(RunnableConfig config) {
    return new Outer_SearchRunnables(delegate, config);
  }

  /** Runs {@link Outer.Search#search} as {@code "search"}. */
  public String search(String query) {
    RunScope run = RunScope.open(SEARCH, config, query);
    String output;
    try {
      output = delegate.search(query);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #search} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<String, String> searchRunnable() {
    return TypedRunnable.<String, String>of(SEARCH, input -> delegate.search(input))
        .withConfig(config);
  }

  /** Runs {@link Outer.Search#twice} as {@code "twice"}. */
  public String twice(String query) {
    RunScope run = RunScope.open(TWICE, config, query);
    String output;
    try {
      output = delegate.twice(query);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #twice} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<String, String> twiceRunnable() {
    return TypedRunnable.<String, String>of(TWICE, input -> delegate.twice(input))
        .withConfig(config);
  }
}
