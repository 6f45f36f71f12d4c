package com.example;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import org.jspecify.annotations.NullMarked;

@NullMarked
class EventContractFieldOptional {
  record Progress(int step, @JsonInclude(JsonInclude.Include.NON_EMPTY) String note) {} // was written always
//                                                                             ^ [EventContractFieldOptional] Progress.note is optional now, but required in the contract at src/test/resources/contract/baselines/EventContractFieldOptional.json#/$defs/Progress/properties/note. Make it required, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json.

  @Runnable
  @EmitsEvent(name = "progress", payload = Progress.class)
  void work() {}
}
