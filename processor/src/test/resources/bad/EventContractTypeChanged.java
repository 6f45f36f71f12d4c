package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import org.jspecify.annotations.NullMarked;

@NullMarked
class EventContractTypeChanged {
  static class Progress {
    public double getStep() { // was int
//                ^ [EventContractTypeChanged] Progress.step is floating-point number now, but integer in the contract at src/test/resources/contract/baselines/EventContractTypeChanged.json#/$defs/Progress/properties/step. Keep the type and add a field, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json.
      return 1;
    }

    public Note getNote() { // was String
//              ^ [EventContractTypeChanged] Progress.note is Note now, but string in the contract at src/test/resources/contract/baselines/EventContractTypeChanged.json#/$defs/Progress/properties/note. Keep the type and add a field, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json.
      return new Note("");
    }
  }

  record Note(String text) {}

  @Runnable
  @EmitsEvent(name = "progress", payload = Progress.class)
  @EmitsEvent(name = "done", payload = Integer.class) // had no data
//                                            ^ [EventContractTypeChanged] The data of "done" is integer now, but null in the contract at src/test/resources/contract/baselines/EventContractTypeChanged.json#/$defs/DoneEvent/properties/data. Keep the type and add a field, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json.
  void work() {}
}
