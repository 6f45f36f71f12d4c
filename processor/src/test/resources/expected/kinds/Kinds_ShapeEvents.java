package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.codegen.PayloadJson;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Kinds.Shape} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class Kinds_ShapeEvents {
  /** {@code "drawn"}, with a {@link Kinds.Shape}. */
  public static final EventType<Kinds.Shape> DRAWN = EventType.of("drawn", Kinds.Shape.class);

  /** {@code "round"}, with a {@link Kinds.Shape.Circle}. */
  public static final EventType<Kinds.Shape.Circle> ROUND = EventType.of("round", Kinds.Shape.Circle.class, Kinds_ShapeEvents::writeCircle);

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public Kinds_ShapeEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "drawn"}, declared by {@link Kinds.Shape}. */
  public void drawn(Kinds.Shape payload) {
    sink.emit(DRAWN, payload);
  }

  /** Emits {@code "round"}, declared by {@link Kinds.Shape}. */
  public void round(Kinds.Shape.Circle payload) {
    sink.emit(ROUND, payload);
  }

  /** Emits {@code "round"} with a {@link Kinds.Shape.Circle} of these components. */
  public void round(double radius, String unit) {
    round(new Kinds.Shape.Circle(radius, unit));
  }

  private static void writeCircle(PayloadJson json, Kinds.Shape.Circle value) {
    if (json.begin(value)) {
      json.raw("\"radius\":").number(value.radius());
      json.raw(",\"unit\":").string(value.unit());
      json.end();
    }
  }
}
