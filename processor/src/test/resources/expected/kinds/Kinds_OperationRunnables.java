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
 * Calls {@link Kinds.Operation} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Kinds.Operation} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class Kinds_OperationRunnables {
  private static final RunnableDescriptor APPLY = RunnableDescriptor.builder("apply")
      .parameter("a", int.class)
      .parameter("b", int.class)
      .input(ApplyInput.class)
      .output(int.class)
      .build();

  private final Kinds.Operation delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public Kinds_OperationRunnables(Kinds.Operation delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private Kinds_OperationRunnables(Kinds.Operation delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Kinds.Operation} that starts its runs with {@code config}. */
  public Kinds_OperationRunnables withConfig(RunnableConfig config) {
    return new Kinds_OperationRunnables(delegate, config);
  }

  /** Runs {@link Kinds.Operation#apply} as {@code "apply"}. */
  public int apply(int a, int b) {
    RunScope run = RunScope.open(APPLY, config, new ApplyInput(a, b));
    int output;
    try {
      output = delegate.apply(a, b);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #apply} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<ApplyInput, Integer> applyRunnable() {
    return TypedRunnable.<ApplyInput, Integer>of(
            APPLY, input -> delegate.apply(input.a(), input.b()))
        .withConfig(config);
  }

  /** The parameters of {@link #apply}. */
  public record ApplyInput(int a, int b) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("a", a);
      map.put("b", b);
      return map;
    }
  }
}
