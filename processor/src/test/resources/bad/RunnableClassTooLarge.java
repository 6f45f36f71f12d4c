package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

final class Large {
//    ^ [RunnableClassTooLarge] LargeRunnables would be larger than a class file can be. Move some of the runnables or events of Large to another class.
  @Runnable(tags = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"}) void work1() {} // and so on, up to 600

  static final class Nested {
//             ^ [RunnableClassTooLarge] Large_NestedEvents would be larger than a class file can be. Move some of the runnables or events of Large.Nested to another class.
    record Note(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n) {}

    @Runnable
    @EmitsEvent(name = "event1", payload = Note.class) // and so on, up to 2400
    void work(Large_NestedEvents events) {}
  }
}
