// [EventContractEventRemoved] The event "gone" is no longer declared, and is in the contract at src/test/resources/contract/baselines/EventContractEventRemoved.json#/$defs/GoneEvent. Declare it, or, if that is meant, replace the contract by the new META-INF/runcast/events.json.
package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

interface EventContractEventRemoved {
  class Work {
//^ [EventContractEventRemoved] The event "done" is no longer declared, and is in the contract at src/test/resources/contract/baselines/EventContractEventRemoved.json#/$defs/DoneEvent. Declare it, or, if that is meant, replace the contract by the new META-INF/runcast/events.json.
    @Runnable
    @EmitsEvent(name = "finished") // was "done"
    void work() {}
  }

  // The class Gone declared "gone".
}
