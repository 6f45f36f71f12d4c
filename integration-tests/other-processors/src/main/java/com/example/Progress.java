package com.example;

import org.immutables.value.Value;

/** Immutables generates {@code ImmutableProgress} from this. */
@Value.Immutable
public interface Progress {
    @Value.Parameter
    int getStep();

    @Value.Parameter
    int getTotal();
}
