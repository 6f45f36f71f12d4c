// [EventContractBaselineFormat] The contract at src/test/resources/contract/baselines/EventContractBaselineFormat.json has the format 2, but this processor reads the format 1. Write it anew with this version of Runcast, and commit it.
package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class EventContractBaselineFormat {
  @Runnable
  @EmitsEvent(name = "done")
  void work() {}
}
