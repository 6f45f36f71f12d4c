package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.codegen.PayloadJson;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Research} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class ResearchEvents {
  /** {@code "progress"}, with a {@link Research.Progress}. How far it got. */
  public static final EventType<Research.Progress> PROGRESS = EventType.of("progress", Research.Progress.class, ResearchEvents::writeProgress);

  /** {@code "done"}, without data. */
  public static final EventType<Void> DONE = EventType.of("done");

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public ResearchEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "progress"}, declared by {@link Research#research}. How far it got. */
  public void progress(Research.Progress payload) {
    sink.emit(PROGRESS, payload);
  }

  /** Emits {@code "progress"} with a {@link Research.Progress} of these components. */
  public void progress(int step, int total, String note) {
    progress(new Research.Progress(step, total, note));
  }

  /** Emits {@code "done"}, declared by {@link Research#research}. */
  public void done() {
    sink.emit(DONE, null);
  }

  private static void writeProgress(PayloadJson json, Research.Progress value) {
    if (json.begin(value)) {
      json.raw("\"step\":").number(value.step());
      json.raw(",\"total\":").number(value.total());
      json.raw(",\"note\":").string(value.note());
      json.end();
    }
  }
}
