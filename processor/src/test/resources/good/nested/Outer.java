package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

/** Nested, inner, interface and enum. */
public class Outer {
  public static class Inner {
    @Runnable
    @EmitsEvent(name = "progress", payload = Integer.class)
    public void work(com.example.Outer_InnerEvents events) {
      events.progress(1);
    }
  }

  public class Instance {
    @Runnable
    public String name() {
      return "instance";
    }
  }

  public interface Search {
    @Runnable
    String search(String query);

    @Runnable
    @SuppressWarnings("runcast") // plain calls
    default String twice(String query) {
      return search(query) + search(query);
    }
  }

  public enum Level {
    LOW,
    HIGH;

    @Runnable
    public String label() {
      return name();
    }
  }
}
