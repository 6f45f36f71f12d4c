package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable(metadata = {"team=search", "owner"})
//                                     ^ [RunnableMetadata] "owner" is not a metadata entry. Write it as "key=value".
  void greet() {}
}
