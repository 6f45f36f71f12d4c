package com.example;

import dev.runcast.annotations.Runnable;

/** Names its own wrapper, and one that names it. */
class One {
  private final OneRunnables self = new OneRunnables(this);

  @Runnable
  OneRunnables work(OneRunnables one, TwoRunnables two) {
    return self;
  }
}
