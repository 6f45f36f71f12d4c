package com.example.lowercase;

import dev.runcast.annotations.Runnable;

class finder {
  @Runnable
  String find(seekerRunnables other) {
    return other.search("tea");
  }
}
