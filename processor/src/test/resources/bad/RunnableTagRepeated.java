package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable(tags = {"demo", "fast", "demo"})
//                                  ^ [RunnableTagRepeated] The tag "demo" is given twice. Remove one.
  void greet() {}
}
