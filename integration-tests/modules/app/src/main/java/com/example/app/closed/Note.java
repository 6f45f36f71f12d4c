package com.example.app.closed;

/** In a package that is not open to Jackson. */
public record Note(String text) {}
