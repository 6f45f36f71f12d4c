package com.example.research;

public record Progress(int step, int total) {}
