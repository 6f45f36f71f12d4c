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
 * Calls {@link SameNames} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code SameNames} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class SameNamesRunnables {
  private static final RunnableDescriptor SEARCH_TITLES = RunnableDescriptor.builder("search")
      .parameter("title", String.class)
      .parameter("limit", int.class)
      .input(SearchTitlesInput.class)
      .output(String.class)
      .build();

  private static final RunnableDescriptor SEARCH_AUTHORS = RunnableDescriptor.builder("search")
      .output(Void.class)
      .events(SameNamesEvents.FOUND)
      .build();

  private static final RunnableDescriptor ONE = RunnableDescriptor.builder("look-up")
      .output(Void.class)
      .build();

  private static final RunnableDescriptor OTHER = RunnableDescriptor.builder("look up")
      .output(Void.class)
      .build();

  private final SameNames delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public SameNamesRunnables(SameNames delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private SameNamesRunnables(SameNames delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link SameNames} that starts its runs with {@code config}. */
  public SameNamesRunnables withConfig(RunnableConfig config) {
    return new SameNamesRunnables(delegate, config);
  }

  /** Runs {@link SameNames#searchTitles} as {@code "search"}. */
  public String searchTitles(String title, int limit) {
    RunScope run = RunScope.open(SEARCH_TITLES, config, new SearchTitlesInput(title, limit));
    String output;
    try {
      output = delegate.searchTitles(title, limit);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #searchTitles} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<SearchTitlesInput, String> searchTitlesRunnable() {
    return TypedRunnable.<SearchTitlesInput, String>of(
            SEARCH_TITLES, input -> delegate.searchTitles(input.title(), input.limit()))
        .withConfig(config);
  }

  /** Runs {@link SameNames#searchAuthors} as {@code "search"}. */
  public void searchAuthors() {
    RunScope run = RunScope.open(SEARCH_AUTHORS, config, null);
    try {
      delegate.searchAuthors(new SameNamesEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #searchAuthors} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> searchAuthorsRunnable() {
    return TypedRunnable.<Void, Void>ofConfigured(SEARCH_AUTHORS, (input, run) -> {
          delegate.searchAuthors(new SameNamesEvents(CustomEvents.sink(run)));
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link SameNames#one} as {@code "look-up"}. */
  public void one() {
    RunScope run = RunScope.open(ONE, config, null);
    try {
      delegate.one();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #one} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> oneRunnable() {
    return TypedRunnable.<Void, Void>of(ONE, input -> {
          delegate.one();
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link SameNames#other} as {@code "look up"}. */
  public void other() {
    RunScope run = RunScope.open(OTHER, config, null);
    try {
      delegate.other();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #other} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> otherRunnable() {
    return TypedRunnable.<Void, Void>of(OTHER, input -> {
          delegate.other();
          return null;
        })
        .withConfig(config);
  }

  /** The parameters of {@link #searchTitles}. */
  public record SearchTitlesInput(String title, int limit) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("title", title);
      map.put("limit", limit);
      return map;
    }
  }
}
