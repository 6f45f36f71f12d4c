package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

@NullMarked
class EventContractNullable {
  record Progress(@Nullable String note, List<@Nullable String> log) {} // were String and List<String>
//                                 ^ [EventContractNullable] Progress.note may be null now, but not in the contract at src/test/resources/contract/baselines/EventContractNullable.json#/$defs/Progress/properties/note. Make it non-null, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json.
//                                                              ^ [EventContractNullable] Progress.log[] may be null now, but not in the contract at src/test/resources/contract/baselines/EventContractNullable.json#/$defs/Progress/properties/log/items. Make it non-null, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json.

  @Runnable
  @EmitsEvent(name = "progress", payload = Progress.class)
  void work() {}
}
