// [EventContractBaselineMissing] There is no contract at src/test/resources/contract/baselines/EventContractBaselineMissing.json to compare with. Correct the option -Adev.runcast.eventContractBaseline, or, to begin, copy META-INF/runcast/events.json from the class output there.
package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class EventContractBaselineMissing {
  @Runnable
  @EmitsEvent(name = "done")
  void work() {}
}
