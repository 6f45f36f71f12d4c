package com.example.research.internal;

public record Draft(String text) {}
