// [EventContractBaselineInvalid] The file at src/test/resources/contract/baselines/EventContractBaselineInvalid.json is not an event contract: it is no JSON object (line 4, column 1). Restore it from version control, or copy META-INF/runcast/events.json from the class output there.
package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class EventContractBaselineInvalid {
  @Runnable
  @EmitsEvent(name = "done")
  void work() {}
}
