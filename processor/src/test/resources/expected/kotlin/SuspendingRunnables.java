package com.example;

import dev.runcast.annotations.RunType;
import dev.runcast.kotlin.SuspendingCall;
import dev.runcast.kotlin.codegen.CoroutineMethod;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;
import kotlin.Unit;
import kotlinx.coroutines.flow.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Calls {@link Suspending} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Suspending} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class SuspendingRunnables {
  private static final RunnableDescriptor ANSWER = RunnableDescriptor.builder("answer")
      .description("Answers a question.")
      .parameter("question", String.class)
      .output(String.class)
      .events(SuspendingEvents.ASKED)
      .build();

  private static final RunnableDescriptor NOTHING = RunnableDescriptor.builder("nothing")
      .output(Void.class)
      .events(SuspendingEvents.ASKED)
      .build();

  private static final RunnableDescriptor COUNT = RunnableDescriptor.builder("count")
      .type(RunType.TOOL)
      .parameter("run", int.class)
      .nullableParameter("completion", Integer.class)
      .input(CountInput.class)
      .output(Integer.class)
      .events(SuspendingEvents.ASKED)
      .build();

  private static final RunnableDescriptor COUNT_WORDS = RunnableDescriptor.builder("count words")
      .parameter("words", String.class)
      .output(Integer.class)
      .events(SuspendingEvents.ASKED)
      .build();

  private static final RunnableDescriptor SORTED = RunnableDescriptor.builder("sorted")
      .parameter("values", Types.parameterized(List.class, Types.extending(Comparable.class)))
      .output(Types.parameterized(List.class, Types.extending(Comparable.class)))
      .events(SuspendingEvents.ASKED)
      .build();

  private static final RunnableDescriptor WORDS = RunnableDescriptor.builder("words")
      .parameter("text", String.class)
      .output(String.class)
      .events(SuspendingEvents.ASKED)
      .build();

  private static final RunnableDescriptor PAIRS = RunnableDescriptor.builder("pairs")
      .parameter("first", Object.class)
      .parameter("second", Object.class)
      .input(PairsInput.class)
      .output(Types.parameterized(List.class, Object.class))
      .events(SuspendingEvents.ASKED)
      .build();

  private static final RunnableDescriptor UNKNOWN = RunnableDescriptor.builder("unknown")
      .output(Object.class)
      .events(SuspendingEvents.ASKED)
      .build();

  private final Suspending delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public SuspendingRunnables(Suspending delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private SuspendingRunnables(Suspending delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Suspending} that starts its runs with {@code config}. */
  public SuspendingRunnables withConfig(RunnableConfig config) {
    return new SuspendingRunnables(delegate, config);
  }

  /** Runs {@link Suspending#answer} as {@code "answer"}. Answers a question. Each await is a run. */
  public SuspendingCall<String> answer(String question) {
    return CoroutineMethod.call(ANSWER, config, question, (run, completion) -> delegate.answer(question, run.config(), new SuspendingEvents(run.events()), completion));
  }

  /** Returns {@link #answer} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<String, String> answerRunnable() {
    return CoroutineMethod.<String, String>ofSuspending(
            ANSWER, (input, run, completion) -> delegate.answer(input, run, new SuspendingEvents(CustomEvents.sink(run)), completion))
        .withConfig(config);
  }

  /** Runs {@link Suspending#nothing} as {@code "nothing"}. Each await is a run. */
  public SuspendingCall<Unit> nothing() {
    return CoroutineMethod.call(NOTHING, config, null, (run, completion) -> delegate.nothing(completion));
  }

  /** Returns {@link #nothing} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> nothingRunnable() {
    return CoroutineMethod.<Void, Void>ofSuspending(
            NOTHING, (input, run, completion) -> delegate.nothing(completion))
        .withConfig(config);
  }

  /** Runs {@link Suspending#count(int, Integer, kotlin.coroutines.Continuation)} as {@code "count"}. Each await is a run. */
  public SuspendingCall<Integer> count(int run, @Nullable Integer completion) {
    return CoroutineMethod.call(COUNT, config, new CountInput(run, completion), (run_, completion_) -> delegate.count(run, completion, completion_));
  }

  /** Returns {@link #count(int, Integer)} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<CountInput, Integer> countRunnable() {
    return CoroutineMethod.<CountInput, Integer>ofSuspending(
            COUNT, (input, run, completion) -> delegate.count(input.run(), input.completion(), completion))
        .withConfig(config);
  }

  /** Runs {@link Suspending#count(String, kotlin.coroutines.Continuation)} as {@code "count words"}. Each await is a run. */
  public SuspendingCall<Integer> count(String words) {
    return CoroutineMethod.call(COUNT_WORDS, config, words, (run, completion) -> delegate.count(words, completion));
  }

  /** Returns {@link #count(String)} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<String, Integer> countWordsRunnable() {
    return CoroutineMethod.<String, Integer>ofSuspending(
            COUNT_WORDS, (input, run, completion) -> delegate.count(input, completion))
        .withConfig(config);
  }

  /** Runs {@link Suspending#sorted} as {@code "sorted"}. Each await is a run. */
  public <T extends Comparable<? super T>> SuspendingCall<List<? extends T>> sorted(
      List<? extends T> values) {
    return CoroutineMethod.call(SORTED, config, values, (run, completion) -> delegate.sorted(values, completion));
  }

  /** Returns {@link #sorted} as a runnable, for event streams, batches and servers. */
  public <T extends Comparable<? super T>> TypedRunnable<List<? extends T>, List<? extends T>> sortedRunnable(
      ) {
    return CoroutineMethod.<List<? extends T>, List<? extends T>>ofSuspending(
            SORTED, (input, run, completion) -> delegate.sorted(input, completion))
        .withConfig(config);
  }

  /** Runs {@link Suspending#words} as {@code "words"}. Each collection is a run. */
  public Flow<String> words(String text) {
    return CoroutineMethod.flow(WORDS, config, text, run -> delegate.words(text, new SuspendingEvents(run.events())));
  }

  /** Returns {@link #words} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<String, String> wordsRunnable() {
    return CoroutineMethod.<String, String>ofFlow(
            WORDS, (input, run) -> delegate.words(input, new SuspendingEvents(CustomEvents.sink(run))))
        .withConfig(config);
  }

  /** Runs {@link Suspending#pairs} as {@code "pairs"}. Each collection is a run. */
  public <T> Flow<List<T>> pairs(T first, T second) {
    return CoroutineMethod.flow(PAIRS, config, new PairsInput<>(first, second), run -> Suspending.pairs(first, second));
  }

  /** Returns {@link #pairs} as a runnable, for event streams, batches and servers. */
  public <T> TypedRunnable<PairsInput<T>, List<T>> pairsRunnable() {
    return CoroutineMethod.<PairsInput<T>, List<T>>ofFlow(
            PAIRS, (input, run) -> Suspending.pairs(input.first(), input.second()))
        .withConfig(config);
  }

  /** Runs {@link Suspending#unknown} as {@code "unknown"}. Each collection is a run. */
  public Flow<?> unknown() {
    return CoroutineMethod.flow(UNKNOWN, config, null, run -> delegate.unknown());
  }

  /** Returns {@link #unknown} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Object> unknownRunnable() {
    return CoroutineMethod.<Void, Object>ofFlow(UNKNOWN, (input, run) -> delegate.unknown())
        .withConfig(config);
  }

  /** The parameters of {@link #count(int, Integer)}. */
  public record CountInput(int run, @Nullable Integer completion) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("run", run);
      map.put("completion", completion);
      return map;
    }
  }

  /** The parameters of {@link #pairs}. */
  public record PairsInput<T>(T first, T second) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("first", first);
      map.put("second", second);
      return map;
    }
  }
}
