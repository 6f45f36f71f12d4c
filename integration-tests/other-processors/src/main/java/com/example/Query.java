package com.example;

import org.immutables.value.Value;

/** Immutables generates {@code ImmutableQuery} from this. */
@Value.Immutable
public interface Query {
    String getTopic();
}
