package com.example;

import com.google.auto.value.AutoValue;
import dev.runcast.runtime.EventType;

/** Classes that Runcast generates are properties here, and AutoValue waits for them. */
@AutoValue
public abstract class Desk {
    public abstract ResearchRunnables research();

    public abstract EventType<ImmutableProgress> watched();

    public static Desk of(Research research) {
        return new AutoValue_Desk(new ResearchRunnables(research), ResearchEvents.PROGRESS);
    }
}
