package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable(metadata = {"team=one", "team = two"})
//                                  ^ [RunnableMetadataRepeated] The metadata key "team" is given twice, and a key has one value. Remove one.
  void greet() {}
}
