package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.codegen.PayloadJson;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Components} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
final class ComponentsEvents {
  /** {@code "note"}, with a {@link Components.Note}. */
  static final EventType<Components.Note> NOTE = EventType.of("note", Components.Note.class, ComponentsEvents::writeNote);

  /** {@code "count"}, with a {@link Components.Count}. */
  static final EventType<Components.Count> COUNT = EventType.of("count", Components.Count.class, ComponentsEvents::writeCount);

  /** {@code "boxed"}, with a {@link Components.Boxed}. */
  static final EventType<Components.Boxed> BOXED = EventType.of("boxed", Components.Boxed.class, ComponentsEvents::writeBoxed);

  /** {@code "hits"}, with a {@link Components.Hits}. */
  static final EventType<Components.Hits> HITS = EventType.of("hits", Components.Hits.class, ComponentsEvents::writeHits);

  /** {@code "tags"}, with a {@link Components.Tags}. */
  static final EventType<Components.Tags> TAGS = EventType.of("tags", Components.Tags.class);

  /** {@code "later"}, with a {@link Components.Later}. */
  static final EventType<Components.Later> LATER = EventType.of("later", Components.Later.class);

  /** {@code "wait"}, with a {@link Components.Millis}. */
  static final EventType<Components.Millis> WAIT = EventType.of("wait", Components.Millis.class, ComponentsEvents::writeMillis);

  /** {@code "named"}, with a {@link Components.Named}. */
  static final EventType<Components.Named> NAMED = EventType.of("named", Components.Named.class);

  /** {@code "anything"}, with a {@link Components.Anything}. */
  static final EventType<Components.Anything> ANYTHING = EventType.of("anything", Components.Anything.class);

  /** {@code "any"}, with a {@link Components.Any}. */
  static final EventType<Components.Any> ANY = EventType.of("any", Components.Any.class);

  /** {@code "ranked"}, with a {@link Components.Ranked}. */
  static final EventType<Components.Ranked> RANKED = EventType.of("ranked", Components.Ranked.class);

  /** {@code "node"}, with a {@link Components.Node}. */
  static final EventType<Components.Node> NODE = EventType.of("node", Components.Node.class, ComponentsEvents::writeNode);

  /** {@code "bounded"}, with a {@link Components.Bounded}. */
  @SuppressWarnings("rawtypes")
  static final EventType<Components.Bounded> BOUNDED = EventType.of("bounded", Components.Bounded.class);

  /** {@code "hidden"}, with a {@link Components.Hidden}. */
  static final EventType<Components.Hidden> HIDDEN = EventType.of("hidden", Components.Hidden.class);

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  ComponentsEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "note"}, declared by {@link Components#taken}. */
  void note(Components.Note payload) {
    sink.emit(NOTE, payload);
  }

  /** Emits {@code "note"} with a {@link Components.Note} of this component. */
  void note(String text) {
    note(new Components.Note(text));
  }

  /** Emits {@code "count"}, declared by {@link Components#taken}. */
  void count(Components.Count payload) {
    sink.emit(COUNT, payload);
  }

  /** Emits {@code "count"} with a {@link Components.Count} of this component. */
  void count(long number) {
    count(new Components.Count(number));
  }

  /** Emits {@code "boxed"}, declared by {@link Components#taken}. */
  void boxed(Components.Boxed payload) {
    sink.emit(BOXED, payload);
  }

  /** Emits {@code "boxed"} with a {@link Components.Boxed} of this component. */
  void boxed(Integer number) {
    boxed(new Components.Boxed(number));
  }

  /** Emits {@code "hits"}, declared by {@link Components#taken}. */
  void hits(Components.Hits payload) {
    sink.emit(HITS, payload);
  }

  /** Emits {@code "hits"} with a {@link Components.Hits} of this component. */
  void hits(List<String> titles) {
    hits(new Components.Hits(titles));
  }

  /** Emits {@code "tags"}, declared by {@link Components#taken}. */
  void tags(Components.Tags payload) {
    sink.emit(TAGS, payload);
  }

  /** Emits {@code "tags"} with a {@link Components.Tags} of this component. */
  void tags(String[] names) {
    tags(new Components.Tags(names));
  }

  /** Emits {@code "later"}, declared by {@link Components#taken}. */
  void later(Components.Later payload) {
    sink.emit(LATER, payload);
  }

  /** Emits {@code "later"} with a {@link Components.Later} of this component. */
  void later(Supplier<String> text) {
    later(new Components.Later(text));
  }

  /** Emits {@code "wait"}, declared by {@link Components#taken}. */
  void wait(Components.Millis payload) {
    sink.emit(WAIT, payload);
  }

  /** Emits {@code "named"}, declared by {@link Components#taken}. */
  void named(Components.Named payload) {
    sink.emit(NAMED, payload);
  }

  /** Emits {@code "named"} with a {@link Components.Named} of this component. */
  void named(Comparable<String> name) {
    named(new Components.Named(name));
  }

  /** Emits {@code "anything"}, declared by {@link Components#notTaken}. */
  void anything(Components.Anything payload) {
    sink.emit(ANYTHING, payload);
  }

  /** Emits {@code "any"}, declared by {@link Components#notTaken}. */
  void any(Components.Any payload) {
    sink.emit(ANY, payload);
  }

  /** Emits {@code "ranked"}, declared by {@link Components#notTaken}. */
  void ranked(Components.Ranked payload) {
    sink.emit(RANKED, payload);
  }

  /** Emits {@code "node"}, declared by {@link Components#notTaken}. */
  void node(Components.Node payload) {
    sink.emit(NODE, payload);
  }

  /** Emits {@code "bounded"}, declared by {@link Components#notTaken}. */
  @SuppressWarnings("rawtypes")
  void bounded(Components.Bounded payload) {
    sink.emit(BOUNDED, payload);
  }

  /** Emits {@code "hidden"}, declared by {@link Components#notTaken}. */
  void hidden(Components.Hidden payload) {
    sink.emit(HIDDEN, payload);
  }

  private static void writeNote(PayloadJson json, Components.Note value) {
    if (json.begin(value)) {
      json.raw("\"text\":").string(value.text());
      json.end();
    }
  }

  private static void writeCount(PayloadJson json, Components.Count value) {
    if (json.begin(value)) {
      json.raw("\"number\":").number(value.number());
      json.end();
    }
  }

  private static void writeBoxed(PayloadJson json, Components.Boxed value) {
    if (json.begin(value)) {
      json.raw("\"number\":").scalar(value.number());
      json.end();
    }
  }

  private static void writeHits(PayloadJson json, Components.Hits value) {
    if (json.begin(value)) {
      json.raw("\"titles\":").list(value.titles(), PayloadJson::string);
      json.end();
    }
  }

  private static void writeMillis(PayloadJson json, Components.Millis value) {
    if (json.begin(value)) {
      json.raw("\"millis\":").number(value.millis());
      json.end();
    }
  }

  private static void writeNode(PayloadJson json, Components.Node value) {
    if (json.begin(value)) {
      writeNode(json.raw("\"next\":"), value.next());
      json.end();
    }
  }
}
