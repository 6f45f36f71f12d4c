package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import java.util.Objects;

/** Emits the custom events that {@link Modular} declares with {@code @EmitsEvent}. */
@SuppressWarnings("exports")
public final class ModularEvents {
  /** {@code "done"}, without data. */
  public static final EventType<Void> DONE = EventType.of("done");

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public ModularEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "done"}, declared by {@link Modular#work}. */
  public void done() {
    sink.emit(DONE, null);
  }
}
