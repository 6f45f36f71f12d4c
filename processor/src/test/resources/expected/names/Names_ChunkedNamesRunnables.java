package com.example;

import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.StreamScope;
import dev.runcast.runtime.codegen.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Names.ChunkedNames} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Names.ChunkedNames} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class Names_ChunkedNamesRunnables {
  private static final RunnableDescriptor TELL = RunnableDescriptor.builder("tell")
      .parameter("chunks", Types.parameterized(Consumer.class, String.class))
      .parameter("more", Types.parameterized(Consumer.class, Types.superOf(Integer.class)))
      .input(TellInput.class)
      .output(String.class)
      .build();

  private static final RunnableDescriptor TELL_ONE = RunnableDescriptor.builder("tellOne")
      .parameter("other", Names_ChunkedNamesRunnables.class)
      .output(String.class)
      .build();

  private final Names.ChunkedNames delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public Names_ChunkedNamesRunnables(Names.ChunkedNames delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private Names_ChunkedNamesRunnables(Names.ChunkedNames delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Names.ChunkedNames} that starts its runs with {@code config}. */
  public Names_ChunkedNamesRunnables withConfig(RunnableConfig config) {
    return new Names_ChunkedNamesRunnables(delegate, config);
  }

  /** Runs {@link Names.ChunkedNames#tell(dev.runcast.runtime.ChunkSink, Consumer, Consumer)} as {@code "tell"}. */
  public void tell(Consumer<? super String> sink, Consumer<String> chunks,
      Consumer<? super Integer> more) {
    StreamScope run = StreamScope.open(TELL, config, new TellInput(chunks, more));
    try {
      delegate.tell(run.chunks(sink), chunks, more);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed();
  }

  /** Returns {@link #tell(Consumer, Consumer, Consumer)} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<TellInput, String> tellRunnable() {
    return TypedRunnable.<TellInput, String>ofChunks(
            TELL, (input, run, chunks) -> delegate.tell(chunks, input.chunks(), input.more()))
        .withConfig(config);
  }

  /** Runs {@link Names.ChunkedNames#tell(dev.runcast.runtime.ChunkSink, Names_ChunkedNamesRunnables)} as {@code "tellOne"}. */
  public void tell(Consumer<? super String> sink, Names_ChunkedNamesRunnables other) {
    StreamScope run = StreamScope.open(TELL_ONE, config, other);
    try {
      delegate.tell(run.chunks(sink), other);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed();
  }

  /** Returns {@link #tell(Consumer, Names_ChunkedNamesRunnables)} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Names_ChunkedNamesRunnables, String> tellOneRunnable() {
    return TypedRunnable.<Names_ChunkedNamesRunnables, String>ofChunks(
            TELL_ONE, (input, run, chunks) -> delegate.tell(chunks, input))
        .withConfig(config);
  }

  /** The parameters of {@link #tell(Consumer, Consumer, Consumer)}. */
  public record TellInput(Consumer<String> chunks,
      Consumer<? super Integer> more) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("chunks", chunks);
      map.put("more", more);
      return map;
    }
  }
}
