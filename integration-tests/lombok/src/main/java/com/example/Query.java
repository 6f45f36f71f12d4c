package com.example;

import java.util.List;
import lombok.Builder;
import lombok.Singular;
import lombok.Value;

/** An input whose builder class Lombok makes. */
@Value
@Builder
public class Query {
    String topic;

    @Singular
    List<String> words;
}
