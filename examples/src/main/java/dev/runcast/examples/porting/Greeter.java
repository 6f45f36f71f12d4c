package dev.runcast.examples.porting;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;

/** Settings of the caller: {@code configs.py}. */
public class Greeter {
    @Runnable
    @EmitsEvent(name = "greeted", payload = String.class)
    public String greet(String text, RunnableConfig config, GreeterEvents events) {
        String user = (String) config.configurable().get("user");
        events.greeted(user);
        return text + ", " + user;
    }
}
