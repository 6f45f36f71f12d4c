package com.example;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import dev.runcast.runtime.codegen.Types;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Calls {@link Signatures} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Signatures} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class SignaturesRunnables {
  private static final RunnableDescriptor ADD = RunnableDescriptor.builder("add")
      .parameter("a", int.class)
      .parameter("b", long.class)
      .input(AddInput.class)
      .output(int.class)
      .build();

  private static final RunnableDescriptor IS_BLANK = RunnableDescriptor.builder("isBlank")
      .parameter("text", String.class)
      .output(boolean.class)
      .build();

  private static final RunnableDescriptor POLL_IT = RunnableDescriptor.builder("poll \"it\"")
      .description("Polls */ <b> {@x}.")
      .tags("a", "b")
      .metadata("k", "v=w")
      .metadata("empty", "")
      .parameter("wait", Duration.class)
      .parameter("hashCode", int.class)
      .parameter("toMap", String.class)
      .parameter("map", String.class)
      .input(PollItInput.class)
      .output(Void.class)
      .build();

  private static final RunnableDescriptor FIND = RunnableDescriptor.builder("find")
      .type(RunType.RETRIEVER)
      .parameter("query", String.class, "what to find")
      .output(Types.parameterized(List.class, Types.parameterized(Map.class, String.class, int[].class)))
      .build();

  private static final RunnableDescriptor LATER = RunnableDescriptor.builder("later")
      .parameter("any", Types.parameterized(List.class, Types.anything()))
      .parameter("maps", Types.array(Types.parameterized(Map.class, Types.extending(Number.class), String.class)))
      .input(LaterInput.class)
      .output(Types.parameterized(List.class, Types.superOf(Integer.class)))
      .build();

  private static final RunnableDescriptor NOTHING_LATER = RunnableDescriptor.builder("nothingLater")
      .output(Void.class)
      .build();

  private static final RunnableDescriptor NULLABLE = RunnableDescriptor.builder("nullable")
      .nullableParameter("text", String.class)
      .parameter("texts", Types.parameterized(List.class, String.class))
      .nullableParameter("array", String[].class)
      .input(NullableInput.class)
      .output(String.class)
      .build();

  private static final RunnableDescriptor TASK = RunnableDescriptor.builder("task")
      .parameter("task", Runnable.class)
      .parameter("tasks", Types.parameterized(Supplier.class, Runnable.class))
      .input(TaskInput.class)
      .output(String.class)
      .build();

  private static final RunnableDescriptor OLD = RunnableDescriptor.builder("old")
      .output(Void.class)
      .build();

  private static final RunnableDescriptor OLDER = RunnableDescriptor.builder("older")
      .parameter("text", String.class)
      .output(Void.class)
      .build();

  private static final RunnableDescriptor RAW = RunnableDescriptor.builder("raw")
      .parameter("values", List.class)
      .parameter("other", Map.class)
      .input(RawInput.class)
      .output(List.class)
      .build();

  private static final RunnableDescriptor RAW_LATER = RunnableDescriptor.builder("rawLater")
      .output(Object.class)
      .build();

  private static final RunnableDescriptor WITH_CONFIG = RunnableDescriptor.builder("withConfig")
      .parameter("text", String.class)
      .output(Void.class)
      .build();

  private final Signatures delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public SignaturesRunnables(Signatures delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private SignaturesRunnables(Signatures delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Signatures} that starts its runs with {@code config}. */
  public SignaturesRunnables withConfig(RunnableConfig config) {
    return new SignaturesRunnables(delegate, config);
  }

  /** Runs {@link Signatures#add} as {@code "add"}. */
  public int add(int a, long b) {
    RunScope run = RunScope.open(ADD, config, new AddInput(a, b));
    int output;
    try {
      output = delegate.add(a, run.config(), b);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #add} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<AddInput, Integer> addRunnable() {
    return TypedRunnable.<AddInput, Integer>ofConfigured(
            ADD, (input, run) -> delegate.add(input.a(), run, input.b()))
        .withConfig(config);
  }

  /** Runs {@link Signatures#isBlank} as {@code "isBlank"}. */
  public boolean isBlank(String text) {
    RunScope run = RunScope.open(IS_BLANK, config, text);
    boolean output;
    try {
      output = Signatures.isBlank(text);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #isBlank} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<String, Boolean> isBlankRunnable() {
    return TypedRunnable.<String, Boolean>of(IS_BLANK, input -> Signatures.isBlank(input))
        .withConfig(config);
  }

  /** Runs {@link Signatures#poll} as {@code "poll "it""}. Polls *&#47; &lt;b> &#123;&#64;x&#125;. */
  public void poll(Duration wait, int hashCode, String toMap, String map) {
    RunScope run = RunScope.open(POLL_IT, config, new PollItInput(wait, hashCode, toMap, map));
    try {
      delegate.poll(wait, hashCode, toMap, map);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #poll} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<PollItInput, Void> pollItRunnable() {
    return TypedRunnable.<PollItInput, Void>of(POLL_IT, input -> {
          delegate.poll(input.wait_(), input.hashCode_(), input.toMap_(), input.map());
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Signatures#find} as {@code "find"}. */
  public List<Map<String, int[]>> find(String query) throws IOException, IllegalStateException {
    RunScope run = RunScope.open(FIND, config, query);
    List<Map<String, int[]>> output;
    try {
      output = delegate.find(query);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #find} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<String, List<Map<String, int[]>>> findRunnable() {
    return TypedRunnable.<String, List<Map<String, int[]>>>of(FIND, input -> delegate.find(input))
        .withConfig(config);
  }

  /** Runs {@link Signatures#later} as {@code "later"}. */
  public CompletionStage<? extends List<? super Integer>> later(List<?> any,
      Map<? extends Number, String>[] maps) {
    RunScope run = RunScope.openAsync(LATER, config, new LaterInput(any, maps));
    CompletionStage<? extends List<? super Integer>> output;
    try {
      output = delegate.later(any, maps);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    return run.succeedWhenDone(output);
  }

  /** Returns {@link #later} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<LaterInput, List<? super Integer>> laterRunnable() {
    return TypedRunnable.<LaterInput, List<? super Integer>>ofAsync(
            LATER, (input, run) -> delegate.later(input.any(), input.maps()))
        .withConfig(config);
  }

  /** Runs {@link Signatures#nothingLater} as {@code "nothingLater"}. */
  public CompletionStage<Void> nothingLater() {
    RunScope run = RunScope.openAsync(NOTHING_LATER, config, null);
    CompletionStage<Void> output;
    try {
      output = delegate.nothingLater();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    return run.succeedWhenDone(output);
  }

  /** Returns {@link #nothingLater} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> nothingLaterRunnable() {
    return TypedRunnable.<Void, Void>ofAsync(NOTHING_LATER, (input, run) -> delegate.nothingLater())
        .withConfig(config);
  }

  /** Runs {@link Signatures#nullable} as {@code "nullable"}. */
  public @Nullable String nullable(@Nullable String text, List<@Nullable String> texts,
      String @Nullable [] array) {
    RunScope run = RunScope.open(NULLABLE, config, new NullableInput(text, texts, array));
    String output;
    try {
      output = delegate.nullable(text, texts, array);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #nullable} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<NullableInput, @Nullable String> nullableRunnable() {
    return TypedRunnable.<NullableInput, @Nullable String>of(
            NULLABLE, input -> delegate.nullable(input.text(), input.texts(), input.array()))
        .withConfig(config);
  }

  /** Runs {@link Signatures#task} as {@code "task"}. */
  public String task(Runnable task, Supplier<Runnable> tasks) {
    RunScope run = RunScope.open(TASK, config, new TaskInput(task, tasks));
    String output;
    try {
      output = delegate.task(task, tasks);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #task} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<TaskInput, String> taskRunnable() {
    return TypedRunnable.<TaskInput, String>of(
            TASK, input -> delegate.task(input.task(), input.tasks()))
        .withConfig(config);
  }

  /** Runs {@link Signatures#old} as {@code "old"}. */
  @Deprecated
  public void old() {
    RunScope run = RunScope.open(OLD, config, null);
    try {
      delegate.old();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #old} as a runnable, for event streams, batches and servers. */
  @Deprecated
  public TypedRunnable<Void, Void> oldRunnable() {
    return TypedRunnable.<Void, Void>of(OLD, input -> {
          delegate.old();
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Signatures#older} as {@code "older"}. */
  @Deprecated(
      forRemoval = true
  )
  @SuppressWarnings("removal")
  public void older(String text) {
    RunScope run = RunScope.open(OLDER, config, text);
    try {
      delegate.older(text);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #older} as a runnable, for event streams, batches and servers. */
  @Deprecated(
      forRemoval = true
  )
  @SuppressWarnings("removal")
  public TypedRunnable<String, Void> olderRunnable() {
    return TypedRunnable.<String, Void>of(OLDER, input -> {
          delegate.older(input);
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Signatures#raw} as {@code "raw"}. */
  @SuppressWarnings("rawtypes")
  public List raw(List values, Map other) {
    RunScope run = RunScope.open(RAW, config, new RawInput(values, other));
    List output;
    try {
      output = delegate.raw(values, other);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #raw} as a runnable, for event streams, batches and servers. */
  @SuppressWarnings("rawtypes")
  public TypedRunnable<RawInput, List> rawRunnable() {
    return TypedRunnable.<RawInput, List>of(
            RAW, input -> delegate.raw(input.values(), input.other()))
        .withConfig(config);
  }

  /** Runs {@link Signatures#rawLater} as {@code "rawLater"}. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  public CompletionStage rawLater() {
    RunScope run = RunScope.openAsync(RAW_LATER, config, null);
    CompletionStage output;
    try {
      output = delegate.rawLater();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    return run.succeedWhenDone(output);
  }

  /** Returns {@link #rawLater} as a runnable, for event streams, batches and servers. */
  @SuppressWarnings("unchecked")
  public TypedRunnable<Void, Object> rawLaterRunnable() {
    return TypedRunnable.<Void, Object>ofAsync(RAW_LATER, (input, run) -> delegate.rawLater())
        .withConfig(config);
  }

  /** Runs {@link Signatures#withConfig} as {@code "withConfig"}. */
  void withConfig(String text) {
    RunScope run = RunScope.open(WITH_CONFIG, config, text);
    try {
      delegate.withConfig(text);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #withConfig(String)} as a runnable, for event streams, batches and servers. */
  TypedRunnable<String, Void> withConfigRunnable() {
    return TypedRunnable.<String, Void>of(WITH_CONFIG, input -> {
          delegate.withConfig(input);
          return null;
        })
        .withConfig(config);
  }

  /** The parameters of {@link #add}. */
  public record AddInput(int a, long b) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("a", a);
      map.put("b", b);
      return map;
    }
  }

  /** The parameters of {@link #poll}. */
  public record PollItInput(Duration wait_, int hashCode_, String toMap_,
      String map) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map_ = new LinkedHashMap<>();
      map_.put("wait", wait_);
      map_.put("hashCode", hashCode_);
      map_.put("toMap", toMap_);
      map_.put("map", map);
      return map_;
    }
  }

  /** The parameters of {@link #later}. */
  public record LaterInput(List<?> any, Map<? extends Number, String>[] maps) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("any", any);
      map.put("maps", maps);
      return map;
    }
  }

  /** The parameters of {@link #nullable}. */
  public record NullableInput(@Nullable String text, List<@Nullable String> texts,
      String @Nullable [] array) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("text", text);
      map.put("texts", texts);
      map.put("array", array);
      return map;
    }
  }

  /** The parameters of {@link #task}. */
  public record TaskInput(Runnable task, Supplier<Runnable> tasks) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("task", task);
      map.put("tasks", tasks);
      return map;
    }
  }

  /** The parameters of {@link #raw}. */
  @SuppressWarnings("rawtypes")
  public record RawInput(List values, Map other) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("values", values);
      map.put("other", other);
      return map;
    }
  }
}
