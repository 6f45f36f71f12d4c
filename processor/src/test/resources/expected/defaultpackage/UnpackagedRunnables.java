import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Unpackaged} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Unpackaged} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
final class UnpackagedRunnables {
  private static final RunnableDescriptor WORK = RunnableDescriptor.builder("work")
      .output(Void.class)
      .events(UnpackagedEvents.DONE)
      .build();

  private final Unpackaged delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  UnpackagedRunnables(Unpackaged delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private UnpackagedRunnables(Unpackaged delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Unpackaged} that starts its runs with {@code config}. */
  UnpackagedRunnables withConfig(RunnableConfig config) {
    return new UnpackagedRunnables(delegate, config);
  }

  /** Runs {@link Unpackaged#work} as {@code "work"}. */
  void work() {
    RunScope run = RunScope.open(WORK, config, null);
    try {
      delegate.work(new UnpackagedEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #work} as a runnable, for event streams, batches and servers. */
  TypedRunnable<Void, Void> workRunnable() {
    return TypedRunnable.<Void, Void>ofConfigured(WORK, (input, run) -> {
          delegate.work(new UnpackagedEvents(CustomEvents.sink(run)));
          return null;
        })
        .withConfig(config);
  }
}
