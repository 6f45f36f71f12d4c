package com.example;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.StreamScope;
import dev.runcast.runtime.codegen.Types;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Calls {@link Streaming} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Streaming} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class StreamingRunnables {
  private static final RunnableDescriptor WORDS = RunnableDescriptor.builder("words")
      .description("Splits a text.")
      .parameter("text", String.class)
      .output(String.class)
      .events(StreamingEvents.BEGUN)
      .build();

  private static final RunnableDescriptor NUMBERS = RunnableDescriptor.builder("numbers")
      .parameter("from", int.class)
      .parameter("to", int.class)
      .input(NumbersInput.class)
      .output(Number.class)
      .events(StreamingEvents.BEGUN)
      .build();

  private static final RunnableDescriptor RAW = RunnableDescriptor.builder("raw")
      .output(Object.class)
      .events(StreamingEvents.BEGUN)
      .build();

  private static final RunnableDescriptor UNKNOWN = RunnableDescriptor.builder("unknown")
      .parameter("run", Object.class)
      .output(Object.class)
      .events(StreamingEvents.BEGUN)
      .build();

  private static final RunnableDescriptor PUBLISHED = RunnableDescriptor.builder("published")
      .parameter("text", String.class)
      .parameter("run", String.class)
      .input(PublishedInput.class)
      .output(String.class)
      .events(StreamingEvents.BEGUN)
      .build();

  private static final RunnableDescriptor SORTED = RunnableDescriptor.builder("sorted")
      .parameter("value", Comparable.class)
      .output(Types.parameterized(List.class, Comparable.class))
      .events(StreamingEvents.BEGUN)
      .build();

  private static final RunnableDescriptor ASK = RunnableDescriptor.builder("ask")
      .parameter("question", String.class)
      .output(String.class)
      .events(StreamingEvents.BEGUN)
      .build();

  private static final RunnableDescriptor TELL = RunnableDescriptor.builder("tell")
      .type(RunType.TOOL)
      .parameter("run", int.class)
      .parameter("consumer", Types.parameterized(Consumer.class, String.class))
      .parameter("input", String[].class)
      .input(TellInput.class)
      .output(Types.parameterized(List.class, String.class))
      .events(StreamingEvents.BEGUN)
      .build();

  private static final RunnableDescriptor STREAM = RunnableDescriptor.builder("stream")
      .output(Integer.class)
      .events(StreamingEvents.BEGUN)
      .build();

  private static final RunnableDescriptor LATER = RunnableDescriptor.builder("later")
      .parameter("question", String.class)
      .parameter("limit", long.class)
      .input(LaterInput.class)
      .output(String[].class)
      .events(StreamingEvents.BEGUN)
      .build();

  private final Streaming delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public StreamingRunnables(Streaming delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private StreamingRunnables(Streaming delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Streaming} that starts its runs with {@code config}. */
  public StreamingRunnables withConfig(RunnableConfig config) {
    return new StreamingRunnables(delegate, config);
  }

  /** Runs {@link Streaming#words} as {@code "words"}. Splits a text. The run ends when the stream has been read to its end, or is closed. */
  public Stream<String> words(String text) throws IOException {
    StreamScope run = StreamScope.open(WORDS, config, text);
    Stream<String> output;
    try {
      output = delegate.words(text, run.config(), new StreamingEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    return run.succeedWhenRead(output);
  }

  /** Returns {@link #words} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<String, String> wordsRunnable() {
    return TypedRunnable.<String, String>ofStream(
            WORDS, (input, run) -> delegate.words(input, run, new StreamingEvents(CustomEvents.sink(run))))
        .withConfig(config);
  }

  /** Runs {@link Streaming#numbers} as {@code "numbers"}. The run ends when the stream has been read to its end, or is closed. */
  public Stream<? extends Number> numbers(int from, int to) {
    StreamScope run = StreamScope.open(NUMBERS, config, new NumbersInput(from, to));
    Stream<? extends Number> output;
    try {
      output = Streaming.numbers(from, to);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    return run.succeedWhenRead(output);
  }

  /** Returns {@link #numbers} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<NumbersInput, Number> numbersRunnable() {
    return TypedRunnable.<NumbersInput, Number>ofStream(
            NUMBERS, (input, run) -> Streaming.numbers(input.from(), input.to()))
        .withConfig(config);
  }

  /** Runs {@link Streaming#raw} as {@code "raw"}. The run ends when the stream has been read to its end, or is closed. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Stream raw() {
    StreamScope run = StreamScope.open(RAW, config, null);
    Stream output;
    try {
      output = delegate.raw();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    return run.succeedWhenRead(output);
  }

  /** Returns {@link #raw} as a runnable, for event streams, batches and servers. */
  @SuppressWarnings("unchecked")
  public TypedRunnable<Void, Object> rawRunnable() {
    return TypedRunnable.<Void, Object>ofStream(RAW, (input, run) -> delegate.raw())
        .withConfig(config);
  }

  /** Runs {@link Streaming#unknown} as {@code "unknown"}. The run ends when the stream has been read to its end, or is closed. */
  public Stream<?> unknown(Object run) {
    StreamScope run_ = StreamScope.open(UNKNOWN, config, run);
    Stream<?> output;
    try {
      output = delegate.unknown(run);
    } catch (Throwable error) {
      run_.fail(error);
      throw error;
    }
    return run_.succeedWhenRead(output);
  }

  /** Returns {@link #unknown} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Object, Object> unknownRunnable() {
    return TypedRunnable.<Object, Object>ofStream(UNKNOWN, (input, run) -> delegate.unknown(input))
        .withConfig(config);
  }

  /** Runs {@link Streaming#published} as {@code "published"}. Each subscription is a run. */
  public Flow.Publisher<String> published(String text, String run) throws IOException {
    return StreamScope.publish(PUBLISHED, config, new PublishedInput(text, run), run_ -> delegate.published(text, run, new StreamingEvents(run_.events())));
  }

  /** Returns {@link #published} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<PublishedInput, String> publishedRunnable() {
    return TypedRunnable.<PublishedInput, String>ofPublisher(
            PUBLISHED, (input, run) -> delegate.published(input.text(), input.run(), new StreamingEvents(CustomEvents.sink(run))))
        .withConfig(config);
  }

  /** Runs {@link Streaming#sorted} as {@code "sorted"}. Each subscription is a run. */
  public <T extends Comparable<T>> Flow.Publisher<? extends List<T>> sorted(T value) {
    return StreamScope.publish(SORTED, config, value, run -> delegate.sorted(value, run.config()));
  }

  /** Returns {@link #sorted} as a runnable, for event streams, batches and servers. */
  public <T extends Comparable<T>> TypedRunnable<T, List<T>> sortedRunnable() {
    return TypedRunnable.<T, List<T>>ofPublisher(
            SORTED, (input, run) -> delegate.sorted(input, run))
        .withConfig(config);
  }

  /** Runs {@link Streaming#ask} as {@code "ask"}. */
  public void ask(String question, Consumer<? super String> answer) throws IOException {
    StreamScope run = StreamScope.open(ASK, config, question);
    try {
      delegate.ask(question, run.chunks(answer), run.config());
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed();
  }

  /** Returns {@link #ask} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<String, String> askRunnable() {
    return TypedRunnable.<String, String>ofChunks(
            ASK, (input, run, chunks) -> delegate.ask(input, chunks, run))
        .withConfig(config);
  }

  /** Runs {@link Streaming#tell} as {@code "tell"}. */
  public void tell(Consumer<? super List<@Nullable String>> chunks, int run,
      Consumer<String> consumer, String... input) {
    StreamScope run_ = StreamScope.open(TELL, config, new TellInput(run, consumer, input));
    try {
      delegate.tell(run_.chunks(chunks), run, consumer, input);
    } catch (Throwable error) {
      run_.fail(error);
      throw error;
    }
    run_.succeed();
  }

  /** Returns {@link #tell} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<TellInput, List<@Nullable String>> tellRunnable() {
    return TypedRunnable.<TellInput, List<@Nullable String>>ofChunks(
            TELL, (input, run, chunks) -> delegate.tell(chunks, input.run(), input.consumer(), input.input()))
        .withConfig(config);
  }

  /** Runs {@link Streaming#stream} as {@code "stream"}. */
  public CompletableFuture<Void> stream(Consumer<? super @Nullable Integer> config) {
    StreamScope run = StreamScope.openAsync(STREAM, this.config, null);
    CompletableFuture<Void> output;
    try {
      output = delegate.stream(run.chunks(config), new StreamingEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    return run.succeedWhenDone(output);
  }

  /** Returns {@link #stream} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, @Nullable Integer> streamRunnable() {
    return TypedRunnable.<Void, @Nullable Integer>ofAsyncChunks(
            STREAM, (input, run, chunks) -> delegate.stream(chunks, new StreamingEvents(CustomEvents.sink(run))))
        .withConfig(config);
  }

  /** Runs {@link Streaming#later} as {@code "later"}. */
  public CompletionStage<Void> later(String question, Consumer<? super String[]> answer,
      long limit) {
    StreamScope run = StreamScope.openAsync(LATER, config, new LaterInput(question, limit));
    CompletionStage<Void> output;
    try {
      output = delegate.later(question, run.chunks(answer), limit);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    return run.succeedWhenDone(output);
  }

  /** Returns {@link #later} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<LaterInput, String[]> laterRunnable() {
    return TypedRunnable.<LaterInput, String[]>ofAsyncChunks(
            LATER, (input, run, chunks) -> delegate.later(input.question(), chunks, input.limit()))
        .withConfig(config);
  }

  /** The parameters of {@link #numbers}. */
  public record NumbersInput(int from, int to) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("from", from);
      map.put("to", to);
      return map;
    }
  }

  /** The parameters of {@link #published}. */
  public record PublishedInput(String text, String run) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("text", text);
      map.put("run", run);
      return map;
    }
  }

  /** The parameters of {@link #tell}. */
  public record TellInput(int run, Consumer<String> consumer, String[] input) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("run", run);
      map.put("consumer", consumer);
      map.put("input", input);
      return map;
    }
  }

  /** The parameters of {@link #later}. */
  public record LaterInput(String question, long limit) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("question", question);
      map.put("limit", limit);
      return map;
    }
  }
}
