package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import org.jspecify.annotations.NullMarked;

@NullMarked
class EventContractCaseAdded {
  enum Mode {
    SLOW,
    FAST,
    WARP // is new
//  ^ [EventContractCaseAdded] Mode may be "WARP" now, which readers of the contract at src/test/resources/contract/baselines/EventContractCaseAdded.json#/$defs/Mode do not expect. Remove it, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json.
  }

  sealed interface Result permits Good, Bad, Ugly {}

  record Good(Mode mode) implements Result {}

  record Bad(String reason) implements Result {}

  record Ugly(int beauty) implements Result {} // is new
//^ [EventContractCaseAdded] Result may be Ugly now, which readers of the contract at src/test/resources/contract/baselines/EventContractCaseAdded.json#/$defs/Result do not expect. Remove it, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json.

  @Runnable
  @EmitsEvent(name = "result", payload = Result.class)
  void work() {}
}
