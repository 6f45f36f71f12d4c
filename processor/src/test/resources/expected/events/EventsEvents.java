package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.codegen.PayloadJson;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Events} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
final class EventsEvents {
  /** {@code "started"}, without data. */
  static final EventType<Void> STARTED = EventType.of("started");

  /** {@code "step-done"}, with a {@link Integer}. One more. */
  static final EventType<Integer> STEP_DONE = EventType.of("step-done", Integer.class);

  /** {@code "STEP_FAILED"}, with a {@code String[]}. */
  static final EventType<String[]> STEP_FAILED = EventType.of("STEP_FAILED", String[].class);

  /** {@code "42%"}, with a {@link Events.One}. */
  static final EventType<Events.One> PERCENT = EventType.of("42%", Events.One.class, EventsEvents::writeOne);

  /** <code>"\u9032\u6357 &#123;&#125;"</code>, with a {@link Object}. A &#92;u &#123; &#125; *&#47; note. */
  static final EventType<Object> SHINCHOKU = EventType.of("\u9032\u6357 {}", Object.class);

  /** {@code "wait"}, with a {@link Events.Wait}. */
  static final EventType<Events.Wait> WAIT = EventType.of("wait", Events.Wait.class, EventsEvents::writeWait);

  /** {@code "generic"}, with a {@link Events.Generic}. */
  @SuppressWarnings("rawtypes")
  static final EventType<Events.Generic> GENERIC = EventType.of("generic", Events.Generic.class);

  /** {@code "nothing"}, without data. */
  static final EventType<Void> NOTHING = EventType.of("nothing");

  /** {@code "map.entry"}, with a {@link Map.Entry}. */
  @SuppressWarnings("rawtypes")
  static final EventType<Map.Entry> MAP_ENTRY = EventType.of("map.entry", Map.Entry.class);

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  EventsEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "started"}, declared by {@link Events}. */
  void started() {
    sink.emit(STARTED, null);
  }

  /** Emits {@code "step-done"}, declared by {@link Events#one}, {@link Events#two} and {@link Events#three}. One more. */
  void stepDone(Integer payload) {
    sink.emit(STEP_DONE, payload);
  }

  /** Emits {@code "STEP_FAILED"}, declared by {@link Events#one}. */
  void stepFailed(String[] payload) {
    sink.emit(STEP_FAILED, payload);
  }

  /** Emits {@code "42%"}, declared by {@link Events#one}. */
  void percent(Events.One payload) {
    sink.emit(PERCENT, payload);
  }

  /** Emits {@code "42%"} with a {@link Events.One} of this component. */
  void percent(int only) {
    percent(new Events.One(only));
  }

  /** Emits <code>"\u9032\u6357 &#123;&#125;"</code>, declared by {@link Events#one}. A &#92;u &#123; &#125; *&#47; note. */
  void shinchoku(Object payload) {
    sink.emit(SHINCHOKU, payload);
  }

  /** Emits {@code "wait"}, declared by {@link Events#two}. */
  void wait(Events.Wait payload) {
    sink.emit(WAIT, payload);
  }

  /** Emits {@code "generic"}, declared by {@link Events#two}. */
  @SuppressWarnings("rawtypes")
  void generic(Events.Generic payload) {
    sink.emit(GENERIC, payload);
  }

  /** Emits {@code "nothing"}, declared by {@link Events#two}. */
  void nothing() {
    sink.emit(NOTHING, null);
  }

  /** Emits {@code "map.entry"}, declared by {@link Events#two}. */
  @SuppressWarnings("rawtypes")
  void mapEntry(Map.Entry payload) {
    sink.emit(MAP_ENTRY, payload);
  }

  private static void writeOne(PayloadJson json, Events.One value) {
    if (json.begin(value)) {
      json.raw("\"only\":").number(value.only());
      json.end();
    }
  }

  private static void writeWait(PayloadJson json, Events.Wait value) {
    if (json.begin(value)) {
      json.raw("\"millis\":").number(value.millis());
      json.raw(",\"nanos\":").number(value.nanos());
      json.end();
    }
  }
}
