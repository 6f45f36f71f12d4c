package com.example;

import dev.runcast.annotations.Runnable;

/** Knows the wrapper of the other class. */
class Second {
  @Runnable
  Object work(Object other) {
    return null;
  }
}
