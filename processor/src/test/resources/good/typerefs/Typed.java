package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.TypeRef;
import java.util.List;
import java.util.Map;

/** Payloads whose classes name generic types. */
@EmitsEvent(name = "hits", payload = Typed.Hits.class, description = "What was found.")
@EmitsEvent(name = "scores", payload = Typed.Scores.class)
@EmitsEvent(name = "bounds", payload = Typed.Bounds.class)
@EmitsEvent(name = "page", payload = Typed.HitPage.class)
@EmitsEvent(name = "inner", payload = Typed.Inners.class)
@EmitsEvent(name = "raw", payload = Typed.Raw.class)
@EmitsEvent(name = "old", payload = Typed.Olds.class)
@EmitsEvent(name = "text", payload = Typed.Text.class)
@EmitsEvent(name = "hit", payload = Typed.OneHit.class)
@EmitsEvent(name = "nothing", payload = Typed.Nothing.class)
public class Typed {
  public record Hit(String title, int rank) {}

  public record Page<T>(List<T> items, int number) {}

  record Own(int x) {}

  @Deprecated
  public record Old(int x) {}

  public static class Outer<T> {
    public class Inner {}
  }

  public static final class Hits extends TypeRef<List<Hit>> {}

  abstract static class Keyed<K, V> extends TypeRef<Map<K, V>> {}

  abstract static class ByName<V> extends Keyed<String, V[]> {}

  static class Scores extends ByName<int[]> {}

  private static class Lists extends TypeRef<List<String>[]> {}

  static class Bounds extends TypeRef<Map<?, ? extends List<? super Integer>>> {
    Bounds(String argument) {}
  }

  static class HitPage extends TypeRef<Page<Hit>> {}

  class Inners extends TypeRef<Outer<String>.Inner> {}

  @SuppressWarnings("rawtypes")
  static class Raw extends TypeRef<List<Map>> {}

  @SuppressWarnings("deprecation")
  static class Olds extends TypeRef<List<Old>> {}

  static class Text extends TypeRef<String> {}

  static class OneHit extends TypeRef<Hit> {}

  static class Nothing extends TypeRef<Void> {}

  /** Names the type of {@link Hits} too. */
  static class SameHits extends HitsBetween {}

  private static class HitsBetween extends TypeRef<List<Hit>> {}

  static class Owns extends TypeRef<List<Own>> {}

  @Runnable
  @EmitsEvent(name = "hits", payload = SameHits.class)
  @EmitsEvent(name = "lists", payload = Lists.class)
  @EmitsEvent(name = "owns", payload = Owns.class)
  @EmitsEvent(name = "hit", payload = Hit.class)
  public void emit(TypedEvents events) {
    events.hits(List.of(new Hit("tea", 1)));
    events.scores(Map.of("tea", new int[][] {{1}}));
    events.bounds(Map.of(1, List.of(2)));
    events.page(new Page<>(List.of(), 1));
    events.inner(new Outer<String>().new Inner());
    events.text("tea");
    events.hit("tea", 1);
    events.nothing();
    events.owns(List.of(new Own(1)));
  }
}
