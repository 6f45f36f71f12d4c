package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import java.util.List;
import java.util.Map;

/** Payloads of all kinds. */
@EmitsEvent(name = "sealed", payload = Payloads.Change.class)
@EmitsEvent(name = "array", payload = String[].class)
@EmitsEvent(name = "bytes", payload = byte[].class)
@EmitsEvent(name = "boxed", payload = Integer.class)
@EmitsEvent(name = "number", payload = Number.class)
@EmitsEvent(name = "anything", payload = Object.class)
@EmitsEvent(name = "enum", payload = Payloads.Level.class, method = "level")
@EmitsEvent(name = "varargs", payload = Payloads.Several.class)
@EmitsEvent(name = "single", payload = Payloads.Single.class)
@EmitsEvent(name = "compact", payload = Payloads.Compact.class)
@EmitsEvent(name = "annotated", payload = Payloads.Documented.class)
public class Payloads {
  public sealed interface Change permits Added, Removed {}

  public record Added(String key, int value) implements Change {}

  public record Removed(String key) implements Change {}

  public enum Level {
    LOW,
    HIGH
  }

  public record Several(int first, String... rest) {}

  public record Single(String only) {}

  public record Compact(String from, String to) {
    public Compact {
      from = from.strip();
    }

    public Compact(String both) {
      this(both, both);
    }
  }

  public record Documented(@SuppressWarnings("unused") int old, List<? extends Map<String, int[]>> current) {}

  @Runnable
  @SuppressWarnings("runcast") // A list of anything is meant.
  @EmitsEvent(name = "raw", payload = List.class)
  public void emit(PayloadsEvents events) {
    events.sealed(new Added("a", 1));
    events.varargs(1, new String[] {"b"});
    events.compact("c", "d");
    events.level(Level.LOW);
    events.raw(List.of(1));
  }
}
