package com.example;

import dev.runcast.annotations.Runnable;

/** A type that will be removed. */
@Deprecated(forRemoval = true)
class Leaving {
  @Runnable
  void work(int times, String text) {}
}
