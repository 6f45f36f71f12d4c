package com.example;

import dev.runcast.annotations.Runnable;

final class Greeter {
//    ^ [RuntimeModule] The module com.example does not read dev.runcast.runtime. Add "requires dev.runcast.runtime;" to its module-info.java.
  @Runnable
  void greet() {}
}
