// [EventContractBaselineFormat] The contract at src/test/resources/contract/baselines/EventContractBaselineFormat.json has the format 2, and this processor compares the format 1. Have the same version of Runcast write it, and commit that.
package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class EventContractBaselineFormat {
  @Runnable
  @EmitsEvent(name = "done")
  void work() {}
}
