package com.example;

import dev.runcast.annotations.RunType;
import dev.runcast.reactor.codegen.ReactorMethod;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.Types;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Calls {@link Reactive} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Reactive} did.
 */
@NullMarked
@Generated("dev.runcast.processor.RunnableProcessor")
public final class ReactiveRunnables {
  private static final RunnableDescriptor ANSWER = RunnableDescriptor.builder("answer")
      .description("Answers a question.")
      .parameter("question", String.class)
      .output(String.class)
      .events(ReactiveEvents.ASKED)
      .build();

  private static final RunnableDescriptor WORDS = RunnableDescriptor.builder("words")
      .nullableParameter("text", String.class)
      .parameter("run", String.class)
      .input(WordsInput.class)
      .output(String.class)
      .events(ReactiveEvents.ASKED)
      .build();

  private static final RunnableDescriptor NOTHING = RunnableDescriptor.builder("nothing")
      .output(Void.class)
      .events(ReactiveEvents.ASKED)
      .build();

  private static final RunnableDescriptor COUNT = RunnableDescriptor.builder("count")
      .type(RunType.TOOL)
      .parameter("from", int.class)
      .parameter("to", int.class)
      .input(CountInput.class)
      .output(Number.class)
      .events(ReactiveEvents.ASKED)
      .build();

  private static final RunnableDescriptor SORTED = RunnableDescriptor.builder("sorted")
      .parameter("value", Comparable.class)
      .output(Types.parameterized(List.class, Comparable.class))
      .events(ReactiveEvents.ASKED)
      .build();

  private static final RunnableDescriptor FAILING = RunnableDescriptor.builder("failing")
      .parameter("failure", Exception.class)
      .output(int[].class)
      .events(ReactiveEvents.ASKED)
      .build();

  private static final RunnableDescriptor UNKNOWN = RunnableDescriptor.builder("unknown")
      .parameter("run", Object[].class)
      .output(Object.class)
      .events(ReactiveEvents.ASKED)
      .build();

  private static final RunnableDescriptor RAW = RunnableDescriptor.builder("raw")
      .output(Object.class)
      .events(ReactiveEvents.ASKED)
      .build();

  private final Reactive delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public ReactiveRunnables(Reactive delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private ReactiveRunnables(Reactive delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Reactive} that starts its runs with {@code config}. */
  public ReactiveRunnables withConfig(RunnableConfig config) {
    return new ReactiveRunnables(delegate, config);
  }

  /** Runs {@link Reactive#answer} as {@code "answer"}. Answers a question. Each subscription is a run. */
  public Mono<String> answer(String question) throws IOException {
    return ReactorMethod.mono(ANSWER, config, question, run -> delegate.answer(question, run.config(), new ReactiveEvents(run.events())));
  }

  /** Returns {@link #answer} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<String, String> answerRunnable() {
    return ReactorMethod.<String, String>ofMono(
            ANSWER, (input, run) -> delegate.answer(input, run, new ReactiveEvents(CustomEvents.sink(run))))
        .withConfig(config);
  }

  /** Runs {@link Reactive#words} as {@code "words"}. Each subscription is a run. */
  public Flux<String> words(@Nullable String text, String run) {
    return ReactorMethod.flux(WORDS, config, new WordsInput(text, run), run_ -> delegate.words(text, run, new ReactiveEvents(run_.events())));
  }

  /** Returns {@link #words} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<WordsInput, String> wordsRunnable() {
    return ReactorMethod.<WordsInput, String>ofFlux(
            WORDS, (input, run) -> delegate.words(input.text(), input.run(), new ReactiveEvents(CustomEvents.sink(run))))
        .withConfig(config);
  }

  /** Runs {@link Reactive#nothing} as {@code "nothing"}. Each subscription is a run. */
  public Mono<Void> nothing() {
    return ReactorMethod.mono(NOTHING, config, null, run -> delegate.nothing());
  }

  /** Returns {@link #nothing} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> nothingRunnable() {
    return ReactorMethod.<Void, Void>ofMono(NOTHING, (input, run) -> delegate.nothing())
        .withConfig(config);
  }

  /** Runs {@link Reactive#count} as {@code "count"}. Each subscription is a run. */
  public Mono<? extends Number> count(int from, int to) {
    return ReactorMethod.mono(COUNT, config, new CountInput(from, to), run -> Reactive.count(from, to));
  }

  /** Returns {@link #count} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<CountInput, Number> countRunnable() {
    return ReactorMethod.<CountInput, Number>ofMono(
            COUNT, (input, run) -> Reactive.count(input.from(), input.to()))
        .withConfig(config);
  }

  /** Runs {@link Reactive#sorted} as {@code "sorted"}. Each subscription is a run. */
  public <T extends Comparable<T>> Flux<? extends List<T>> sorted(T value) {
    return ReactorMethod.flux(SORTED, config, value, run -> delegate.sorted(value, run.config()));
  }

  /** Returns {@link #sorted} as a runnable, for event streams, batches and servers. */
  public <T extends Comparable<T>> TypedRunnable<T, List<T>> sortedRunnable() {
    return ReactorMethod.<T, List<T>>ofFlux(SORTED, (input, run) -> delegate.sorted(input, run))
        .withConfig(config);
  }

  /** Runs {@link Reactive#failing} as {@code "failing"}. Each subscription is a run. */
  public <E extends Exception> Mono<int[]> failing(E failure) throws E {
    return ReactorMethod.mono(FAILING, config, failure, run -> delegate.<E>failing(failure));
  }

  /** Returns {@link #failing} as a runnable, for event streams, batches and servers. */
  public <E extends Exception> TypedRunnable<E, int[]> failingRunnable() {
    return ReactorMethod.<E, int[]>ofMono(FAILING, (input, run) -> delegate.<E>failing(input))
        .withConfig(config);
  }

  /** Runs {@link Reactive#unknown} as {@code "unknown"}. Each subscription is a run. */
  public Flux<?> unknown(Object... run) {
    return ReactorMethod.flux(UNKNOWN, config, run, run_ -> delegate.unknown(run));
  }

  /** Returns {@link #unknown} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Object[], Object> unknownRunnable() {
    return ReactorMethod.<Object[], Object>ofFlux(UNKNOWN, (input, run) -> delegate.unknown(input))
        .withConfig(config);
  }

  /** Runs {@link Reactive#raw} as {@code "raw"}. Each subscription is a run. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Mono raw() {
    return ReactorMethod.mono(RAW, config, null, run -> delegate.raw());
  }

  /** Returns {@link #raw} as a runnable, for event streams, batches and servers. */
  @SuppressWarnings("unchecked")
  public TypedRunnable<Void, Object> rawRunnable() {
    return ReactorMethod.<Void, Object>ofMono(RAW, (input, run) -> delegate.raw())
        .withConfig(config);
  }

  /** The parameters of {@link #words}. */
  public record WordsInput(@Nullable String text, String run) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("text", text);
      map.put("run", run);
      return map;
    }
  }

  /** The parameters of {@link #count}. */
  public record CountInput(int from, int to) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("from", from);
      map.put("to", to);
      return map;
    }
  }
}
