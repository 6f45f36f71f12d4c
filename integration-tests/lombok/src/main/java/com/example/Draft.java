package com.example;

import lombok.Data;

/** A bean whose accessors Lombok makes. */
@Data
public class Draft {
    private String text;
    private int version;
}
