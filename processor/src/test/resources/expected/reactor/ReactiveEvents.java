package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** Emits the custom events that {@link Reactive} declares with {@code @EmitsEvent}. */
@NullMarked
@Generated("dev.runcast.processor.RunnableProcessor")
public final class ReactiveEvents {
  /** {@code "asked"}, with a {@link String}. */
  public static final EventType<String> ASKED = EventType.of("asked", String.class);

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public ReactiveEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "asked"}, declared by {@link Reactive}. */
  public void asked(String payload) {
    sink.emit(ASKED, payload);
  }
}
