// [OptionValue] -Adev.runcast.verbose=yes is neither true nor false. Write one of them, or leave the option out.
package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  void greet() {}
}
