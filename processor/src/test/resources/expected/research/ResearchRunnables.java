package com.example;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import dev.runcast.runtime.codegen.Types;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Research} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Research} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class ResearchRunnables {
  private static final RunnableDescriptor RESEARCH = RunnableDescriptor.builder("research")
      .tags("research")
      .parameter("topic", String.class, "what to look for, such as tea")
      .output(String.class)
      .events(ResearchEvents.PROGRESS, ResearchEvents.DONE)
      .build();

  private static final RunnableDescriptor SEARCH = RunnableDescriptor.builder("search")
      .type(RunType.TOOL)
      .description("Searches.")
      .metadata("team", "search")
      .parameter("query", String.class)
      .parameter("limit", int.class)
      .input(SearchInput.class)
      .output(Types.parameterized(List.class, String.class))
      .build();

  private static final RunnableDescriptor FETCH = RunnableDescriptor.builder("fetch")
      .parameter("url", String.class)
      .output(String.class)
      .build();

  private static final RunnableDescriptor PING = RunnableDescriptor.builder("ping")
      .output(Void.class)
      .build();

  private final Research delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public ResearchRunnables(Research delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private ResearchRunnables(Research delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Research} that starts its runs with {@code config}. */
  public ResearchRunnables withConfig(RunnableConfig config) {
    return new ResearchRunnables(delegate, config);
  }

  /** Runs {@link Research#research} as {@code "research"}. */
  public String research(String topic) throws IOException {
    RunScope run = RunScope.open(RESEARCH, config, topic);
    String output;
    try {
      output = delegate.research(topic, run.config(), new ResearchEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #research} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<String, String> researchRunnable() {
    return TypedRunnable.<String, String>ofConfigured(
            RESEARCH, (input, run) -> delegate.research(input, run, new ResearchEvents(CustomEvents.sink(run))))
        .withConfig(config);
  }

  /** Runs {@link Research#search} as {@code "search"}. Searches. */
  public List<String> search(String query, int limit) {
    RunScope run = RunScope.open(SEARCH, config, new SearchInput(query, limit));
    List<String> output;
    try {
      output = delegate.search(query, limit);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #search} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<SearchInput, List<String>> searchRunnable() {
    return TypedRunnable.<SearchInput, List<String>>of(
            SEARCH, input -> delegate.search(input.query(), input.limit()))
        .withConfig(config);
  }

  /** Runs {@link Research#fetch} as {@code "fetch"}. */
  public CompletableFuture<String> fetch(String url) {
    RunScope run = RunScope.openAsync(FETCH, config, url);
    CompletableFuture<String> output;
    try {
      output = delegate.fetch(url, run.config());
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    return run.succeedWhenDone(output);
  }

  /** Returns {@link #fetch} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<String, String> fetchRunnable() {
    return TypedRunnable.<String, String>ofAsync(FETCH, (input, run) -> delegate.fetch(input, run))
        .withConfig(config);
  }

  /** Runs {@link Research#ping} as {@code "ping"}. */
  public void ping() {
    RunScope run = RunScope.open(PING, config, null);
    try {
      delegate.ping();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #ping} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> pingRunnable() {
    return TypedRunnable.<Void, Void>of(PING, input -> {
          delegate.ping();
          return null;
        })
        .withConfig(config);
  }

  /** The parameters of {@link #search}. */
  public record SearchInput(String query, int limit) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("query", query);
      map.put("limit", limit);
      return map;
    }
  }
}
