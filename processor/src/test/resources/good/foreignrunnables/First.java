package com.example;

import dev.runcast.annotations.Runnable;

/** Knows the wrapper of the other class, and its own. */
class First {
  SecondRunnables second;
  FirstRunnables self;

  @Runnable
  void work(SecondRunnables other) {
    second.work(self);
  }
}
