package com.example;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import dev.runcast.runtime.codegen.Types;
import java.util.LinkedHashMap;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Names} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Names} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class NamesRunnables<Objects, Map> {
  private static final RunnableDescriptor CURRENT = RunnableDescriptor.builder("current")
      .output(Void.class)
      .events(NamesEvents.TYPE, NamesEvents.CURRENT, NamesEvents.CLOSE, NamesEvents.WAIT, NamesEvents.WITH_CONFIG, NamesEvents.YIELD, NamesEvents.SINK, NamesEvents.EQUALS)
      .build();

  private static final RunnableDescriptor CLOSE = RunnableDescriptor.builder("close")
      .parameter("run", int.class)
      .parameter("close", String.class)
      .parameter("objects", Object.class)
      .parameter("map", Object.class)
      .input(CloseInput.class)
      .output(int.class)
      .events(NamesEvents.TYPE)
      .build();

  private static final RunnableDescriptor OTHER_CLOSE = RunnableDescriptor.builder("other close")
      .parameter("close", String.class)
      .parameter("names", Names.ChunkedNames[].class)
      .input(OtherCloseInput.class)
      .output(int.class)
      .events(NamesEvents.TYPE)
      .build();

  private static final RunnableDescriptor WAIT = RunnableDescriptor.builder("wait")
      .parameter("text", String.class)
      .parameter("times", int.class)
      .input(WaitInput.class)
      .output(Void.class)
      .events(NamesEvents.TYPE)
      .build();

  private static final RunnableDescriptor NOTIFY = RunnableDescriptor.builder("notify")
      .parameter("times", int.class)
      .output(Void.class)
      .events(NamesEvents.TYPE)
      .build();

  private static final RunnableDescriptor BOXED = RunnableDescriptor.builder("boxed")
      .parameter("value", int.class)
      .output(long.class)
      .events(NamesEvents.TYPE)
      .build();

  private static final RunnableDescriptor RUN = RunnableDescriptor.builder("run")
      .parameter("value", Object.class)
      .parameter("text", String.class)
      .input(RunInput.class)
      .output(Object.class)
      .events(NamesEvents.TYPE)
      .build();

  private static final RunnableDescriptor YIELD = RunnableDescriptor.builder("yield")
      .parameter("text", String.class)
      .parameter("yield", int.class)
      .input(YieldInput.class)
      .output(String.class)
      .events(NamesEvents.TYPE)
      .build();

  private static final RunnableDescriptor TYPED = RunnableDescriptor.builder("typed")
      .parameter("List", Types.parameterized(List.class, String.class))
      .parameter("Types", Types.parameterized(List.class, Integer.class))
      .input(TypedInput.class)
      .output(String.class)
      .events(NamesEvents.TYPE)
      .build();

  private final Names<Objects, Map> delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public NamesRunnables(Names<Objects, Map> delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private NamesRunnables(Names<Objects, Map> delegate, RunnableConfig config) {
    this.delegate = java.util.Objects.requireNonNull(delegate, "delegate");
    this.config = java.util.Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Names} that starts its runs with {@code config}. */
  public NamesRunnables<Objects, Map> withConfig(RunnableConfig config) {
    return new NamesRunnables<>(delegate, config);
  }

  /** Runs {@link Names#current} as {@code "current"}. */
  public void current() {
    RunScope run = RunScope.open(CURRENT, config, null);
    try {
      delegate.current(new NamesEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #current} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> currentRunnable() {
    return TypedRunnable.<Void, Void>ofConfigured(CURRENT, (input, run) -> {
          delegate.current(new NamesEvents(CustomEvents.sink(run)));
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Names#close(int, String, Object, Object)} as {@code "close"}. */
  public int close(int run, String close, Objects objects, Map map) {
    RunScope run_ = RunScope.open(CLOSE, config, new CloseInput<>(run, close, objects, map));
    int output;
    try {
      output = delegate.close(run, close, objects, map);
    } catch (Throwable error) {
      run_.fail(error);
      throw error;
    }
    run_.succeed(output);
    return output;
  }

  /** Returns {@link #close(int, String, Object, Object)} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<CloseInput<Objects, Map>, Integer> closeRunnable() {
    return TypedRunnable.<CloseInput<Objects, Map>, Integer>of(
            CLOSE, input -> delegate.close(input.run(), input.close(), input.objects(), input.map()))
        .withConfig(config);
  }

  /** Runs {@link Names#close(RunnableConfig, String, Names.ChunkedNames...)} as {@code "other close"}. */
  public int close(String close, Names.ChunkedNames... names) {
    RunScope run = RunScope.open(OTHER_CLOSE, config, new OtherCloseInput(close, names));
    int output;
    try {
      output = delegate.close(run.config(), close, names);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #close(String, Names.ChunkedNames...)} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<OtherCloseInput, Integer> otherCloseRunnable() {
    return TypedRunnable.<OtherCloseInput, Integer>ofConfigured(
            OTHER_CLOSE, (input, run) -> delegate.close(run, input.close(), input.names()))
        .withConfig(config);
  }

  /** Runs {@link Names#wait} as {@code "wait"}. */
  public void wait(String text, int times) {
    RunScope run = RunScope.open(WAIT, config, new WaitInput(text, times));
    try {
      delegate.wait(text, times);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #wait} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<WaitInput, Void> waitRunnable() {
    return TypedRunnable.<WaitInput, Void>of(WAIT, input -> {
          delegate.wait(input.text(), input.times());
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Names#notify} as {@code "notify"}. */
  public void notify(int times) {
    RunScope run = RunScope.open(NOTIFY, config, times);
    try {
      delegate.notify(times);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #notify} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Integer, Void> notifyRunnable() {
    return TypedRunnable.<Integer, Void>of(NOTIFY, input -> {
          delegate.notify((int) input);
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Names#boxed(int)} as {@code "boxed"}. */
  public long boxed(int value) {
    RunScope run = RunScope.open(BOXED, config, value);
    long output;
    try {
      output = delegate.boxed(value);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #boxed} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Integer, Long> boxedRunnable() {
    return TypedRunnable.<Integer, Long>of(BOXED, input -> delegate.boxed((int) input))
        .withConfig(config);
  }

  /** Runs {@link Names#run} as {@code "run"}. */
  public <RunScope> RunScope run(RunScope value, String text) {
    dev.runcast.runtime.codegen.RunScope run = dev.runcast.runtime.codegen.RunScope.open(RUN, config, new RunInput<>(value, text));
    RunScope output;
    try {
      output = delegate.run(value, text, run.config());
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #run} as a runnable, for event streams, batches and servers. */
  public <RunScope> TypedRunnable<RunInput<RunScope>, RunScope> runRunnable() {
    return TypedRunnable.<RunInput<RunScope>, RunScope>ofConfigured(
            RUN, (input, run) -> delegate.run(input.value(), input.text(), run))
        .withConfig(config);
  }

  /** Runs {@link Names#yield} as {@code "yield"}. */
  public String yield(String text, int yield) {
    RunScope run = RunScope.open(YIELD, config, new YieldInput(text, yield));
    String output;
    try {
      output = delegate.yield(text, yield);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #yield} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<YieldInput, String> yieldRunnable() {
    return TypedRunnable.<YieldInput, String>of(
            YIELD, input -> delegate.yield(input.text(), input.yield()))
        .withConfig(config);
  }

  /** Runs {@link Names#typed} as {@code "typed"}. */
  public String typed(List<String> List, List<Integer> Types) {
    RunScope run = RunScope.open(TYPED, config, new TypedInput(List, Types));
    String output;
    try {
      output = delegate.typed(List, Types);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #typed} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<TypedInput, String> typedRunnable() {
    return TypedRunnable.<TypedInput, String>of(
            TYPED, input -> delegate.typed(input.List(), input.Types()))
        .withConfig(config);
  }

  /** The parameters of {@link #close(int, String, Object, Object)}. */
  public record CloseInput<Objects, Map>(int run, String close, Objects objects,
      Map map) implements dev.runcast.runtime.RunInput {
    @Override
    public java.util.Map<String, Object> toMap() {
      java.util.Map<String, Object> map_ = new LinkedHashMap<>();
      map_.put("run", run);
      map_.put("close", close);
      map_.put("objects", objects);
      map_.put("map", map);
      return map_;
    }
  }

  /** The parameters of {@link #close(String, Names.ChunkedNames...)}. */
  public record OtherCloseInput(String close,
      Names.ChunkedNames[] names) implements dev.runcast.runtime.RunInput {
    @Override
    public java.util.Map<String, Object> toMap() {
      java.util.Map<String, Object> map = new LinkedHashMap<>();
      map.put("close", close);
      map.put("names", names);
      return map;
    }
  }

  /** The parameters of {@link #wait}. */
  public record WaitInput(String text, int times) implements dev.runcast.runtime.RunInput {
    @Override
    public java.util.Map<String, Object> toMap() {
      java.util.Map<String, Object> map = new LinkedHashMap<>();
      map.put("text", text);
      map.put("times", times);
      return map;
    }
  }

  /** The parameters of {@link #run}. */
  public record RunInput<RunScope>(RunScope value,
      String text) implements dev.runcast.runtime.RunInput {
    @Override
    public java.util.Map<String, Object> toMap() {
      java.util.Map<String, Object> map = new LinkedHashMap<>();
      map.put("value", value);
      map.put("text", text);
      return map;
    }
  }

  /** The parameters of {@link #yield}. */
  public record YieldInput(String text, int yield) implements dev.runcast.runtime.RunInput {
    @Override
    public java.util.Map<String, Object> toMap() {
      java.util.Map<String, Object> map = new LinkedHashMap<>();
      map.put("text", text);
      map.put("yield", yield);
      return map;
    }
  }

  /** The parameters of {@link #typed}. */
  public record TypedInput(List<String> List,
      List<Integer> Types) implements dev.runcast.runtime.RunInput {
    @Override
    public java.util.Map<String, Object> toMap() {
      java.util.Map<String, Object> map = new LinkedHashMap<>();
      map.put("List", List);
      map.put("Types", Types);
      return map;
    }
  }
}
