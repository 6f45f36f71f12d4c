// [EventContractEventRemoved] The event "gone" is no longer declared, but is in the contract at src/test/resources/contract/baselines/EventContractEventRemoved.json#/$defs/GoneEvent. Declare it, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json.
package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

interface EventContractEventRemoved {
  class Work {
//^ [EventContractEventRemoved] The event "done" is no longer declared, but is in the contract at src/test/resources/contract/baselines/EventContractEventRemoved.json#/$defs/DoneEvent. Declare it, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json.
    @Runnable
    @EmitsEvent(name = "finished") // was "done"
    void work() {}
  }

  // The class Gone declared "gone".
}
