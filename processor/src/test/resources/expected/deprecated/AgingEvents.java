package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.codegen.PayloadJson;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Aging} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class AgingEvents {
  /** {@code "started"}, without data. */
  public static final EventType<Void> STARTED = EventType.of("started");

  /** {@code "old"}, with a {@link Aging.Old}. */
  @SuppressWarnings("deprecation")
  public static final EventType<Aging.Old> OLD = EventType.of("old", Aging.Old.class, AgingEvents::writeOld);

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public AgingEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "started"}, declared by {@link Aging} and {@link Aging#work}. */
  public void started() {
    sink.emit(STARTED, null);
  }

  /** Emits {@code "old"}, declared by {@link Aging}. */
  @SuppressWarnings("deprecation")
  public void old(Aging.Old payload) {
    sink.emit(OLD, payload);
  }

  /** Emits {@code "old"} with a {@link Aging.Old} of these components. */
  @SuppressWarnings("deprecation")
  public void old(int x, List<String> y) {
    old(new Aging.Old(x, y));
  }

  @SuppressWarnings("deprecation")
  private static void writeOld(PayloadJson json, Aging.Old value) {
    if (json.begin(value)) {
      json.raw("\"x\":").number(value.x());
      json.raw(",\"y\":").list(value.y(), PayloadJson::string);
      json.end();
    }
  }
}
