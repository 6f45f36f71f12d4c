package com.example;

import dev.runcast.annotations.Runnable;

final class Greeter {
//    ^ [RuntimeMissing] dev.runcast.runtime.codegen.RunScope is not on the class path. Add the dependency dev.runcast:runcast-runtime.
  @Runnable
  void greet() {}
}

final class Other {
  @Runnable
  void greet() {}
}
