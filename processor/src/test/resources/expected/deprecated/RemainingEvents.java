package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.codegen.PayloadJson;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Remaining} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class RemainingEvents {
  /** {@code "gone"}, with a {@link Remaining.Gone}. */
  @SuppressWarnings("removal")
  public static final EventType<Remaining.Gone> GONE = EventType.of("gone", Remaining.Gone.class, RemainingEvents::writeGone);

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public RemainingEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "gone"}, declared by {@link Remaining#work}. */
  @SuppressWarnings("removal")
  public void gone(Remaining.Gone payload) {
    sink.emit(GONE, payload);
  }

  /** Emits {@code "gone"} with a {@link Remaining.Gone} of these components. */
  @SuppressWarnings("removal")
  public void gone(int x, int y) {
    gone(new Remaining.Gone(x, y));
  }

  @SuppressWarnings("removal")
  private static void writeGone(PayloadJson json, Remaining.Gone value) {
    if (json.begin(value)) {
      json.raw("\"x\":").number(value.x());
      json.raw(",\"y\":").number(value.y());
      json.end();
    }
  }
}
