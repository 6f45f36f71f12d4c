package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link SameNames} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class SameNamesEvents {
  /** {@code "found"}, without data. */
  public static final EventType<Void> FOUND = EventType.of("found");

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public SameNamesEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "found"}, declared by {@link SameNames#searchAuthors}. */
  public void found() {
    sink.emit(FOUND, null);
  }
}
