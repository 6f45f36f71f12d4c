package com.example.lowercase;

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
 * Calls {@link seeker} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code seeker} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
final class seekerRunnables {
  private static final RunnableDescriptor SEARCH = RunnableDescriptor.builder("search")
      .parameter("query", String.class)
      .output(String.class)
      .build();

  private static final RunnableDescriptor SEARCH_TWICE = RunnableDescriptor.builder("searchTwice")
      .parameter("finder", finderRunnables.class)
      .parameter("other", seekerRunnables.class)
      .input(SearchTwiceInput.class)
      .output(String.class)
      .build();

  private final seeker delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  seekerRunnables(seeker delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private seekerRunnables(seeker delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link seeker} that starts its runs with {@code config}. */
  seekerRunnables withConfig(RunnableConfig config) {
    return new seekerRunnables(delegate, config);
  }

  /** Runs {@link seeker#search} as {@code "search"}. */
  String search(String query) {
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
  TypedRunnable<String, String> searchRunnable() {
    return TypedRunnable.<String, String>of(SEARCH, input -> delegate.search(input))
        .withConfig(config);
  }

  /** Runs {@link seeker#searchTwice} as {@code "searchTwice"}. */
  String searchTwice(finderRunnables finder, seekerRunnables other) {
    RunScope run = RunScope.open(SEARCH_TWICE, config, new SearchTwiceInput(finder, other));
    String output;
    try {
      output = delegate.searchTwice(finder, other);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #searchTwice} as a runnable, for event streams, batches and servers. */
  TypedRunnable<SearchTwiceInput, String> searchTwiceRunnable() {
    return TypedRunnable.<SearchTwiceInput, String>of(
            SEARCH_TWICE, input -> delegate.searchTwice(input.finder(), input.other()))
        .withConfig(config);
  }

  /** The parameters of {@link #searchTwice}. */
  record SearchTwiceInput(finderRunnables finder, seekerRunnables other) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("finder", finder);
      map.put("other", other);
      return map;
    }
  }
}
