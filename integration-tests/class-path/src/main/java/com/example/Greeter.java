package com.example;

import dev.runcast.annotations.Runnable;

public class Greeter {
    @Runnable
    public String greet(String who) {
        return "hello " + who;
    }

    /** Does not compile unless the processor has run. */
    static String greetWorld() {
        return new GreeterRunnables(new Greeter()).greet("world");
    }
}
