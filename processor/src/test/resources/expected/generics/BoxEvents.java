package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Box} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class BoxEvents {
  /** {@code "found"}, with a {@link List}. */
  @SuppressWarnings("rawtypes")
  public static final EventType<List> FOUND = EventType.of("found", List.class);

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public BoxEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "found"}, declared by {@link Box#max}. */
  @SuppressWarnings("rawtypes")
  public void found(List payload) {
    sink.emit(FOUND, payload);
  }
}
