package com.example;

import org.immutables.value.Value;

/** Classes that Runcast generates are attributes here. */
@Value.Immutable
public interface Office {
    ResearchRunnables research();
}
