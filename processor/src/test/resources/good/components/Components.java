package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Records with one component, which emitters take too unless a payload could be taken for its component. */
class Components {
  record Note(String text) {}

  record Count(long number) {}

  record Boxed(Integer number) {}

  record Hits(List<String> titles) {}

  record Tags(String... names) {}

  record Later(Supplier<String> text) {}

  record Millis(long millis) {}

  record Named(Comparable<String> name) implements Comparable<Named> {
    @Override
    public int compareTo(Named other) {
      return 0;
    }
  }

  record Anything(Object value) {}

  record Any(Record value) {}

  record Ranked(Comparable<Ranked> other) implements Comparable<Ranked> {
    @Override
    public int compareTo(Ranked other) {
      return 0;
    }
  }

  record Node(Node next) {}

  record Bounded<T extends Number>(T value) {}

  record Hidden(Secret secret) {
    private record Secret() {}
  }

  @Runnable
  @EmitsEvent(name = "note", payload = Note.class)
  @EmitsEvent(name = "count", payload = Count.class)
  @EmitsEvent(name = "boxed", payload = Boxed.class)
  @EmitsEvent(name = "hits", payload = Hits.class)
  @EmitsEvent(name = "tags", payload = Tags.class)
  @EmitsEvent(name = "later", payload = Later.class)
  @EmitsEvent(name = "wait", payload = Millis.class)
  @EmitsEvent(name = "named", payload = Named.class)
  void taken(ComponentsEvents events) {
    events.note("tea");
    events.note(new Note("tea"));
    events.note((Note) null);
    Consumer<String> notes = events::note;
    notes.accept("milk");
    List.of(new Note("tea")).forEach(events::note);
    events.count(1);
    events.count(new Count(1));
    events.boxed(1);
    events.boxed(new Boxed(1));
    events.hits(List.of());
    events.hits(new Hits(List.of()));
    events.tags(new String[] {"a", "b"});
    events.tags(new Tags("a", "b"));
    events.later(() -> "tea");
    events.later(new Later(() -> "tea"));
    events.wait(new Millis(1));
    events.named("tea");
    events.named(new Named("tea"));
  }

  @Runnable
  @EmitsEvent(name = "anything", payload = Anything.class)
  @EmitsEvent(name = "any", payload = Any.class)
  @EmitsEvent(name = "ranked", payload = Ranked.class)
  @EmitsEvent(name = "node", payload = Node.class)
  @EmitsEvent(name = "bounded", payload = Bounded.class)
  @EmitsEvent(name = "hidden", payload = Hidden.class)
  @SuppressWarnings("runcast") // A raw payload is meant.
  void notTaken(ComponentsEvents events) {
    events.anything(new Anything("tea"));
    events.any(new Any(new Note("tea")));
    events.ranked(new Ranked(null));
    events.node(null);
    events.bounded(new Bounded<>(1));
    events.hidden(new Hidden(new Hidden.Secret()));
  }
}
