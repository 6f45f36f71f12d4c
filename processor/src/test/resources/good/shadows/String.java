package com.example;

/** Means another class than java.lang's in this package. */
public record String(java.lang.String text) {}
