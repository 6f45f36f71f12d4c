package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.codegen.PayloadJson;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Kinds.Guarded} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
final class Kinds_GuardedEvents {
  /** {@code "progress"}, with a {@link Kinds.Guarded.Progress}. */
  static final EventType<Kinds.Guarded.Progress> PROGRESS = EventType.of("progress", Kinds.Guarded.Progress.class, Kinds_GuardedEvents::writeProgress);

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  Kinds_GuardedEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "progress"}, declared by {@link Kinds.Guarded#work}. */
  void progress(Kinds.Guarded.Progress payload) {
    sink.emit(PROGRESS, payload);
  }

  /** Emits {@code "progress"} with a {@link Kinds.Guarded.Progress} of these components. */
  void progress(int step, int total) {
    progress(new Kinds.Guarded.Progress(step, total));
  }

  private static void writeProgress(PayloadJson json, Kinds.Guarded.Progress value) {
    if (json.begin(value)) {
      json.raw("\"step\":").number(value.step());
      json.raw(",\"total\":").number(value.total());
      json.end();
    }
  }
}
