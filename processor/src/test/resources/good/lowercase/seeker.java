package com.example.lowercase;

import dev.runcast.annotations.Runnable;

class seeker {
  @Runnable
  String search(String query) {
    return query;
  }

  @Runnable
  String searchTwice(finderRunnables finder, com.example.lowercase.seekerRunnables other) {
    return finder.find(other);
  }
}
