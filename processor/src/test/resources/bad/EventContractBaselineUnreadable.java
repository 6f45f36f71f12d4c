// [EventContractBaselineUnreadable] The contract at src/test/resources/contract/baselines could not be read: Is a directory. Correct the option -Adev.runcast.eventContractBaseline, or the rights of the file.
package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class EventContractBaselineUnreadable {
  @Runnable
  @EmitsEvent(name = "done")
  void work() {}
}
