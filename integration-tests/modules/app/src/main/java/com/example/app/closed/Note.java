package com.example.app.closed;

import java.util.Optional;

/** In a package that is not open to Jackson, which is to write it: no generated code writes an {@code Optional}. */
public record Note(Optional<String> text) {}
