package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Suspending} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class SuspendingEvents {
  /** {@code "asked"}, with a {@link String}. */
  public static final EventType<String> ASKED = EventType.of("asked", String.class);

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public SuspendingEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "asked"}, declared by {@link Suspending}. */
  public void asked(String payload) {
    sink.emit(ASKED, payload);
  }
}
