package com.example;

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
 * Calls {@link One} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code One} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
final class OneRunnables {
  private static final RunnableDescriptor WORK = RunnableDescriptor.builder("work")
      .parameter("one", OneRunnables.class)
      .parameter("two", TwoRunnables.class)
      .input(WorkInput.class)
      .output(OneRunnables.class)
      .build();

  private final One delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  OneRunnables(One delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private OneRunnables(One delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link One} that starts its runs with {@code config}. */
  OneRunnables withConfig(RunnableConfig config) {
    return new OneRunnables(delegate, config);
  }

  /** Runs {@link One#work} as {@code "work"}. */
  OneRunnables work(OneRunnables one, TwoRunnables two) {
    RunScope run = RunScope.open(WORK, config, new WorkInput(one, two));
    OneRunnables output;
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
  TypedRunnable<WorkInput, OneRunnables> workRunnable() {
    return TypedRunnable.<WorkInput, OneRunnables>of(
            WORK, input -> delegate.work(input.one(), input.two()))
        .withConfig(config);
  }

  /** The parameters of {@link #work}. */
  record WorkInput(OneRunnables one, TwoRunnables two) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("one", one);
      map.put("two", two);
      return map;
    }
  }
}
