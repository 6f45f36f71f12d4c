package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.codegen.PayloadJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Payloads} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class PayloadsEvents {
  /** {@code "sealed"}, with a {@link Payloads.Change}. */
  public static final EventType<Payloads.Change> SEALED = EventType.of("sealed", Payloads.Change.class);

  /** {@code "array"}, with a {@code String[]}. */
  public static final EventType<String[]> ARRAY = EventType.of("array", String[].class);

  /** {@code "bytes"}, with a {@code byte[]}. */
  public static final EventType<byte[]> BYTES = EventType.of("bytes", byte[].class);

  /** {@code "boxed"}, with a {@link Integer}. */
  public static final EventType<Integer> BOXED = EventType.of("boxed", Integer.class);

  /** {@code "number"}, with a {@link Number}. */
  public static final EventType<Number> NUMBER = EventType.of("number", Number.class);

  /** {@code "anything"}, with a {@link Object}. */
  public static final EventType<Object> ANYTHING = EventType.of("anything", Object.class);

  /** {@code "enum"}, with a {@link Payloads.Level}. */
  public static final EventType<Payloads.Level> LEVEL = EventType.of("enum", Payloads.Level.class, PayloadJson::constant);

  /** {@code "varargs"}, with a {@link Payloads.Several}. */
  public static final EventType<Payloads.Several> VARARGS = EventType.of("varargs", Payloads.Several.class);

  /** {@code "single"}, with a {@link Payloads.Single}. */
  public static final EventType<Payloads.Single> SINGLE = EventType.of("single", Payloads.Single.class, PayloadsEvents::writeSingle);

  /** {@code "compact"}, with a {@link Payloads.Compact}. */
  public static final EventType<Payloads.Compact> COMPACT = EventType.of("compact", Payloads.Compact.class, PayloadsEvents::writeCompact);

  /** {@code "annotated"}, with a {@link Payloads.Documented}. */
  public static final EventType<Payloads.Documented> ANNOTATED = EventType.of("annotated", Payloads.Documented.class);

  /** {@code "raw"}, with a {@link List}. */
  @SuppressWarnings("rawtypes")
  public static final EventType<List> RAW = EventType.of("raw", List.class);

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public PayloadsEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "sealed"}, declared by {@link Payloads}. */
  public void sealed(Payloads.Change payload) {
    sink.emit(SEALED, payload);
  }

  /** Emits {@code "array"}, declared by {@link Payloads}. */
  public void array(String[] payload) {
    sink.emit(ARRAY, payload);
  }

  /** Emits {@code "bytes"}, declared by {@link Payloads}. */
  public void bytes(byte[] payload) {
    sink.emit(BYTES, payload);
  }

  /** Emits {@code "boxed"}, declared by {@link Payloads}. */
  public void boxed(Integer payload) {
    sink.emit(BOXED, payload);
  }

  /** Emits {@code "number"}, declared by {@link Payloads}. */
  public void number(Number payload) {
    sink.emit(NUMBER, payload);
  }

  /** Emits {@code "anything"}, declared by {@link Payloads}. */
  public void anything(Object payload) {
    sink.emit(ANYTHING, payload);
  }

  /** Emits {@code "enum"}, declared by {@link Payloads}. */
  public void level(Payloads.Level payload) {
    sink.emit(LEVEL, payload);
  }

  /** Emits {@code "varargs"}, declared by {@link Payloads}. */
  public void varargs(Payloads.Several payload) {
    sink.emit(VARARGS, payload);
  }

  /** Emits {@code "varargs"} with a {@link Payloads.Several} of these components. */
  public void varargs(int first, String[] rest) {
    varargs(new Payloads.Several(first, rest));
  }

  /** Emits {@code "single"}, declared by {@link Payloads}. */
  public void single(Payloads.Single payload) {
    sink.emit(SINGLE, payload);
  }

  /** Emits {@code "single"} with a {@link Payloads.Single} of this component. */
  public void single(String only) {
    single(new Payloads.Single(only));
  }

  /** Emits {@code "compact"}, declared by {@link Payloads}. */
  public void compact(Payloads.Compact payload) {
    sink.emit(COMPACT, payload);
  }

  /** Emits {@code "compact"} with a {@link Payloads.Compact} of these components. */
  public void compact(String from, String to) {
    compact(new Payloads.Compact(from, to));
  }

  /** Emits {@code "annotated"}, declared by {@link Payloads}. */
  public void annotated(Payloads.Documented payload) {
    sink.emit(ANNOTATED, payload);
  }

  /** Emits {@code "annotated"} with a {@link Payloads.Documented} of these components. */
  public void annotated(int old, List<? extends Map<String, int[]>> current) {
    annotated(new Payloads.Documented(old, current));
  }

  /** Emits {@code "raw"}, declared by {@link Payloads#emit}. */
  @SuppressWarnings("rawtypes")
  public void raw(List payload) {
    sink.emit(RAW, payload);
  }

  private static void writeSingle(PayloadJson json, Payloads.Single value) {
    if (json.begin(value)) {
      json.raw("\"only\":").string(value.only());
      json.end();
    }
  }

  private static void writeCompact(PayloadJson json, Payloads.Compact value) {
    if (json.begin(value)) {
      json.raw("\"from\":").string(value.from());
      json.raw(",\"to\":").string(value.to());
      json.end();
    }
  }
}
