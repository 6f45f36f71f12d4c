package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.codegen.PayloadJson;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Emits the custom events that {@link Marked.Inner} declares with {@code @EmitsEvent}. */
@NullMarked
@Generated("dev.runcast.processor.RunnableProcessor")
public final class Marked_InnerEvents {
  /** {@code "found"}, with a {@link Marked.Found}. */
  public static final EventType<Marked.Found> FOUND = EventType.of("found", Marked.Found.class, Marked_InnerEvents::writeFound);

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public Marked_InnerEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "found"}, declared by {@link Marked.Inner#search}. */
  public void found(Marked.Found payload) {
    sink.emit(FOUND, payload);
  }

  /** Emits {@code "found"} with a {@link Marked.Found} of these components. */
  public void found(String text, @Nullable Integer rank, List<@Nullable String> tags) {
    found(new Marked.Found(text, rank, tags));
  }

  private static void writeFound(PayloadJson json, Marked.Found value) {
    if (json.begin(value)) {
      json.raw("\"text\":").string(value.text());
      json.raw(",\"rank\":").scalar(value.rank());
      json.raw(",\"tags\":").list(value.tags(), PayloadJson::string);
      json.end();
    }
  }
}
