// [OptionUnknown] There is no option -Adev.runcast.unheard. Correct its name, or remove it.
// [OptionUnknown] There is no option -Adev.runcast.verbos. Did you mean dev.runcast.verbose? Correct its name, or remove it.
package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  void greet() {}
}
