package com.example;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import org.jspecify.annotations.NullMarked;

@NullMarked
class EventContractFieldOptional {
  record Progress(int step, @JsonInclude(JsonInclude.Include.NON_EMPTY) String note) {} // was written always
//                                                                             ^ [EventContractFieldOptional] Progress.note may be left out now, and is always there in the contract at src/test/resources/contract/baselines/EventContractFieldOptional.json#/$defs/Progress/properties/note. Have it written always, or, if that is meant, replace the contract by the new META-INF/runcast/events.json.

  @Runnable
  @EmitsEvent(name = "progress", payload = Progress.class)
  void work() {}
}
