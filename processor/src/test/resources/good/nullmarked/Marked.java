package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Says what may be null. */
@NullMarked
public final class Marked {
  public record Found(String text, @Nullable Integer rank, List<@Nullable String> tags) {}

  public static class Inner<T extends @Nullable Object> {
    @Runnable
    @EmitsEvent(name = "found", payload = Found.class)
    public @Nullable String search(@Nullable String text, T value, List<@Nullable T> values, Marked_InnerEvents events) {
      events.found(text == null ? "" : text, null, List.of());
      return text;
    }

    @Runnable
    public void arrays(
        Map.@Nullable Entry<String, @Nullable String> entry,
        @Nullable String @Nullable [] @Nullable [] arrays,
        @Nullable String @Nullable ... texts) {}

    @Runnable
    @NullUnmarked
    public String unmarked(String text, int times) {
      return text;
    }

    @Runnable
    public <U extends @Nullable Object> @NonNull U first(U one, @NonNull U other) {
      return other;
    }
  }
}
