package com.example;

/** Means another class than java.lang's in this package. */
public record Override(java.lang.String text) {}
