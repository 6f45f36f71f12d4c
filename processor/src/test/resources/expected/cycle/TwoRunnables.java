package com.example;

import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import dev.runcast.runtime.codegen.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Two} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Two} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
final class TwoRunnables {
  private static final RunnableDescriptor WORK = RunnableDescriptor.builder("work")
      .parameter("one", OneRunnables.class)
      .parameter("two", TwoRunnables[].class)
      .input(WorkInput.class)
      .output(Types.parameterized(List.class, OneRunnables.class))
      .build();

  private final Two delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  TwoRunnables(Two delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private TwoRunnables(Two delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Two} that starts its runs with {@code config}. */
  TwoRunnables withConfig(RunnableConfig config) {
    return new TwoRunnables(delegate, config);
  }

  /** Runs {@link Two#work} as {@code "work"}. */
  List<OneRunnables> work(OneRunnables one, TwoRunnables[] two) {
    RunScope run = RunScope.open(WORK, config, new WorkInput(one, two));
    List<OneRunnables> output;
    try {
      output = delegate.work(one, two);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #work} as a runnable, for event streams, batches and servers. */
  TypedRunnable<WorkInput, List<OneRunnables>> workRunnable() {
    return TypedRunnable.<WorkInput, List<OneRunnables>>of(
            WORK, input -> delegate.work(input.one(), input.two()))
        .withConfig(config);
  }

  /** The parameters of {@link #work}. */
  record WorkInput(OneRunnables one, TwoRunnables[] two) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("one", one);
      map.put("two", two);
      return map;
    }
  }
}
