package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

/** Runs of one name, whose accessors are called after their methods. */
public class SameNames {
  @Runnable(name = "search")
  public String searchTitles(String title, int limit) {
    return title;
  }

  @Runnable(name = "search")
  @EmitsEvent(name = "found")
  public void searchAuthors(SameNamesEvents events) {
    events.found();
  }

  @Runnable(name = "look-up")
  public void one() {}

  @Runnable(name = "look up")
  public void other() {}
}
