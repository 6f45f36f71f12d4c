package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.codegen.PayloadJson;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Mixed} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class MixedEvents {
  /** {@code "hidden"}, with a {@link Mixed.Hidden}. */
  static final EventType<Mixed.Hidden> HIDDEN = EventType.of("hidden", Mixed.Hidden.class, MixedEvents::writeHidden);

  /** {@code "shown"}, with a {@link Mixed.Shown}. */
  public static final EventType<Mixed.Shown> SHOWN = EventType.of("shown", Mixed.Shown.class, MixedEvents::writeShown);

  /** {@code "guarded"}, with a {@link Mixed.Guarded}. */
  public static final EventType<Mixed.Guarded> GUARDED = EventType.of("guarded", Mixed.Guarded.class, MixedEvents::writeGuarded);

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public MixedEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "hidden"}, declared by {@link Mixed#open}. */
  void hidden(Mixed.Hidden payload) {
    sink.emit(HIDDEN, payload);
  }

  /** Emits {@code "hidden"} with a {@link Mixed.Hidden} of these components. */
  void hidden(int a, int b) {
    hidden(new Mixed.Hidden(a, b));
  }

  /** Emits {@code "shown"}, declared by {@link Mixed#open}. */
  public void shown(Mixed.Shown payload) {
    sink.emit(SHOWN, payload);
  }

  /** Emits {@code "shown"} with a {@link Mixed.Shown} of these components. */
  void shown(Mixed.Hidden hidden, int b) {
    shown(new Mixed.Shown(hidden, b));
  }

  /** Emits {@code "guarded"}, declared by {@link Mixed#open}. */
  public void guarded(Mixed.Guarded payload) {
    sink.emit(GUARDED, payload);
  }

  /** Emits {@code "guarded"} with a {@link Mixed.Guarded} of these components. */
  public void guarded(int a, int b) {
    guarded(new Mixed.Guarded(a, b));
  }

  private static void writeHidden(PayloadJson json, Mixed.Hidden value) {
    if (json.begin(value)) {
      json.raw("\"a\":").number(value.a());
      json.raw(",\"b\":").number(value.b());
      json.end();
    }
  }

  private static void writeShown(PayloadJson json, Mixed.Shown value) {
    if (json.begin(value)) {
      writeHidden(json.raw("\"hidden\":"), value.hidden());
      json.raw(",\"b\":").number(value.b());
      json.end();
    }
  }

  private static void writeGuarded(PayloadJson json, Mixed.Guarded value) {
    if (json.begin(value)) {
      json.raw("\"a\":").number(value.a());
      json.raw(",\"b\":").number(value.b());
      json.end();
    }
  }
}
