package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Streaming} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class StreamingEvents {
  /** {@code "begun"}, without data. */
  public static final EventType<Void> BEGUN = EventType.of("begun");

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public StreamingEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "begun"}, declared by {@link Streaming}. */
  public void begun() {
    sink.emit(BEGUN, null);
  }
}
