// [JavaVersion] Generated code needs Java 17, and this compilation is for Java 11. Set the compiler option --release to 17 or a later version.
package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  void greet() {}
}
