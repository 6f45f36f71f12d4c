package com.example;

import dev.runcast.annotations.Runnable;
import java.util.List;

/** Names a wrapper that names its own. */
class Two {
  @Runnable
  List<OneRunnables> work(com.example.OneRunnables one, TwoRunnables[] two) {
    return List.of(one);
  }
}
