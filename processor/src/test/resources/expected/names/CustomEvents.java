package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Custom} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class CustomEvents {
  /** {@code "done"}, without data. */
  public static final EventType<Void> DONE = EventType.of("done");

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public CustomEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "done"}, declared by {@link Custom}. */
  public void done() {
    sink.emit(DONE, null);
  }
}
