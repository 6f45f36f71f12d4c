package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.codegen.PayloadJson;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Names} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class NamesEvents {
  /** {@code "type"}, without data. */
  public static final EventType<Void> TYPE = EventType.of("type");

  /** {@code "current"}, with a {@link Names.Pair}. */
  public static final EventType<Names.Pair> CURRENT = EventType.of("current", Names.Pair.class, NamesEvents::writePair);

  /** {@code "close"}, without data. */
  public static final EventType<Void> CLOSE = EventType.of("close");

  /** {@code "wait"}, with a {@link Names.Wait}. */
  public static final EventType<Names.Wait> WAIT = EventType.of("wait", Names.Wait.class, NamesEvents::writeWait);

  /** {@code "withConfig"}, with a {@link String}. */
  public static final EventType<String> WITH_CONFIG = EventType.of("withConfig", String.class);

  /** {@code "yield"}, with a {@link Names.Pair}. */
  public static final EventType<Names.Pair> YIELD = EventType.of("yield", Names.Pair.class, NamesEvents::writePair);

  /** {@code "sink"}, with a {@link Names.Pair}. */
  public static final EventType<Names.Pair> SINK = EventType.of("sink", Names.Pair.class, NamesEvents::writePair);

  /** {@code "equals"}, with a {@link Integer}. */
  public static final EventType<Integer> EQUALS = EventType.of("equals", Integer.class);

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public NamesEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "type"}, declared by {@link Names}. */
  public void type() {
    sink.emit(TYPE, null);
  }

  /** Emits {@code "current"}, declared by {@link Names#current}. */
  public void current(Names.Pair payload) {
    sink.emit(CURRENT, payload);
  }

  /** Emits {@code "current"} with a {@link Names.Pair} of these components. */
  public void current(int a, String b) {
    current(new Names.Pair(a, b));
  }

  /** Emits {@code "close"}, declared by {@link Names#current}. */
  public void close() {
    sink.emit(CLOSE, null);
  }

  /** Emits {@code "wait"}, declared by {@link Names#current}. */
  public void wait(Names.Wait payload) {
    sink.emit(WAIT, payload);
  }

  /** Emits {@code "withConfig"}, declared by {@link Names#current}. */
  public void withConfig(String payload) {
    sink.emit(WITH_CONFIG, payload);
  }

  /** Emits {@code "yield"}, declared by {@link Names#current}. */
  public void yield(Names.Pair payload) {
    sink.emit(YIELD, payload);
  }

  /** Emits {@code "yield"} with a {@link Names.Pair} of these components. */
  public void yield(int a, String b) {
    this.yield(new Names.Pair(a, b));
  }

  /** Emits {@code "sink"}, declared by {@link Names#current}. */
  public void sink(Names.Pair payload) {
    sink.emit(SINK, payload);
  }

  /** Emits {@code "sink"} with a {@link Names.Pair} of these components. */
  public void sink(int a, String b) {
    sink(new Names.Pair(a, b));
  }

  /** Emits {@code "equals"}, declared by {@link Names#current}. */
  public void equals(Integer payload) {
    sink.emit(EQUALS, payload);
  }

  private static void writePair(PayloadJson json, Names.Pair value) {
    if (json.begin(value)) {
      json.raw("\"a\":").number(value.a());
      json.raw(",\"b\":").string(value.b());
      json.end();
    }
  }

  private static void writeWait(PayloadJson json, Names.Wait value) {
    if (json.begin(value)) {
      json.raw("\"timeout\":").number(value.timeout());
      json.raw(",\"nanos\":").number(value.nanos());
      json.end();
    }
  }
}
