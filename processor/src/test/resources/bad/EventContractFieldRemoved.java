package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import org.jspecify.annotations.NullMarked;

@NullMarked
class EventContractFieldRemoved {
  record Progress(int step, int total) {} // had a note
//^ [EventContractFieldRemoved] Progress no longer has the field "note", which is in the contract at src/test/resources/contract/baselines/EventContractFieldRemoved.json#/$defs/Progress/properties/note. Restore it, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json.

  @Runnable
  @EmitsEvent(name = "progress", payload = Progress.class)
  void work() {}
}
