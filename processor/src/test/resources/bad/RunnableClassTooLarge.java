package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

final class Large {
//    ^ [RunnableClassTooLarge] LargeRunnables would be larger than a class file can be. Move some of the runnables or events of Large to another class.
  @Runnable(tags = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"}) void work1() {} // and so on, up to 650

  static final class Nested {
//             ^ [RunnableClassTooLarge] Large_NestedEvents would be larger than a class file can be. Move some of the runnables or events of Large.Nested to another class.
    record Note(String text) {}

    @Runnable
    @EmitsEvent(name = "event1", payload = Note.class) // and so on, up to 6000
    void work(Large_NestedEvents events) {}
  }
}
