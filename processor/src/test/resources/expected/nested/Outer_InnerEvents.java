package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Outer.Inner} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class Outer_InnerEvents {
  /** {@code "progress"}, with a {@link Integer}. */
  public static final EventType<Integer> PROGRESS = EventType.of("progress", Integer.class);

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public Outer_InnerEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "progress"}, declared by {@link Outer.Inner#work}. */
  public void progress(Integer payload) {
    sink.emit(PROGRESS, payload);
  }
}
