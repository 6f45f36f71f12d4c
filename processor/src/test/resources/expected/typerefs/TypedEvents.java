package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.TypeRef;
import dev.runcast.runtime.codegen.PayloadJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Typed} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class TypedEvents {
  /** {@code "hits"}, with a {@code List<Typed.Hit>}. What was found. */
  public static final EventType<List<Typed.Hit>> HITS = EventType.of("hits", new TypeRef<List<Typed.Hit>>() {}, (each, list) -> each.list(list, TypedEvents::writeHit));

  /** {@code "scores"}, with a {@code Map<String, int[][]>}. */
  public static final EventType<Map<String, int[][]>> SCORES = EventType.of("scores", new TypeRef<Map<String, int[][]>>() {});

  /** {@code "bounds"}, with a {@code Map<?, ? extends List<? super Integer>>}. */
  public static final EventType<Map<?, ? extends List<? super Integer>>> BOUNDS = EventType.of("bounds", new TypeRef<Map<?, ? extends List<? super Integer>>>() {});

  /** {@code "page"}, with a {@code Typed.Page<Typed.Hit>}. */
  public static final EventType<Typed.Page<Typed.Hit>> PAGE = EventType.of("page", new TypeRef<Typed.Page<Typed.Hit>>() {});

  /** {@code "inner"}, with a {@code Typed.Outer<String>.Inner}. */
  public static final EventType<Typed.Outer<String>.Inner> INNER = EventType.of("inner", new TypeRef<Typed.Outer<String>.Inner>() {});

  /** {@code "raw"}, with a {@code List<Map>}. */
  @SuppressWarnings("rawtypes")
  public static final EventType<List<Map>> RAW = EventType.of("raw", new TypeRef<List<Map>>() {});

  /** {@code "old"}, with a {@code List<Typed.Old>}. */
  @SuppressWarnings("deprecation")
  public static final EventType<List<Typed.Old>> OLD = EventType.of("old", new TypeRef<List<Typed.Old>>() {}, (each, list) -> each.list(list, TypedEvents::writeOld));

  /** {@code "text"}, with a {@link String}. */
  public static final EventType<String> TEXT = EventType.of("text", String.class);

  /** {@code "hit"}, with a {@link Typed.Hit}. */
  public static final EventType<Typed.Hit> HIT = EventType.of("hit", Typed.Hit.class, TypedEvents::writeHit);

  /** {@code "nothing"}, without data. */
  public static final EventType<Void> NOTHING = EventType.of("nothing");

  /** {@code "lists"}, with a {@code List<String>[]}. */
  public static final EventType<List<String>[]> LISTS = EventType.of("lists", new TypeRef<List<String>[]>() {});

  /** {@code "owns"}, with a {@code List<Typed.Own>}. */
  static final EventType<List<Typed.Own>> OWNS = EventType.of("owns", new TypeRef<List<Typed.Own>>() {}, (each, list) -> each.list(list, TypedEvents::writeOwn));

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public TypedEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "hits"}, declared by {@link Typed} and {@link Typed#emit}. What was found. */
  public void hits(List<Typed.Hit> payload) {
    sink.emit(HITS, payload);
  }

  /** Emits {@code "scores"}, declared by {@link Typed}. */
  public void scores(Map<String, int[][]> payload) {
    sink.emit(SCORES, payload);
  }

  /** Emits {@code "bounds"}, declared by {@link Typed}. */
  public void bounds(Map<?, ? extends List<? super Integer>> payload) {
    sink.emit(BOUNDS, payload);
  }

  /** Emits {@code "page"}, declared by {@link Typed}. */
  public void page(Typed.Page<Typed.Hit> payload) {
    sink.emit(PAGE, payload);
  }

  /** Emits {@code "inner"}, declared by {@link Typed}. */
  public void inner(Typed.Outer<String>.Inner payload) {
    sink.emit(INNER, payload);
  }

  /** Emits {@code "raw"}, declared by {@link Typed}. */
  @SuppressWarnings("rawtypes")
  public void raw(List<Map> payload) {
    sink.emit(RAW, payload);
  }

  /** Emits {@code "old"}, declared by {@link Typed}. */
  @SuppressWarnings("deprecation")
  public void old(List<Typed.Old> payload) {
    sink.emit(OLD, payload);
  }

  /** Emits {@code "text"}, declared by {@link Typed}. */
  public void text(String payload) {
    sink.emit(TEXT, payload);
  }

  /** Emits {@code "hit"}, declared by {@link Typed} and {@link Typed#emit}. */
  public void hit(Typed.Hit payload) {
    sink.emit(HIT, payload);
  }

  /** Emits {@code "hit"} with a {@link Typed.Hit} of these components. */
  public void hit(String title, int rank) {
    hit(new Typed.Hit(title, rank));
  }

  /** Emits {@code "nothing"}, declared by {@link Typed}. */
  public void nothing() {
    sink.emit(NOTHING, null);
  }

  /** Emits {@code "lists"}, declared by {@link Typed#emit}. */
  public void lists(List<String>[] payload) {
    sink.emit(LISTS, payload);
  }

  /** Emits {@code "owns"}, declared by {@link Typed#emit}. */
  void owns(List<Typed.Own> payload) {
    sink.emit(OWNS, payload);
  }

  private static void writeHit(PayloadJson json, Typed.Hit value) {
    if (json.begin(value)) {
      json.raw("\"title\":").string(value.title());
      json.raw(",\"rank\":").number(value.rank());
      json.end();
    }
  }

  @SuppressWarnings("deprecation")
  private static void writeOld(PayloadJson json, Typed.Old value) {
    if (json.begin(value)) {
      json.raw("\"x\":").number(value.x());
      json.end();
    }
  }

  private static void writeOwn(PayloadJson json, Typed.Own value) {
    if (json.begin(value)) {
      json.raw("\"x\":").number(value.x());
      json.end();
    }
  }
}
