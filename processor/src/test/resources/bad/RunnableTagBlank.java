package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable(tags = {"demo", ""})
//                          ^ [RunnableTagBlank] A tag is blank. Remove it.
  void greet() {}
}
