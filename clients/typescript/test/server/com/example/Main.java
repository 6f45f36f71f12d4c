package com.example;

import dev.runcast.server.RunnableServer;
import dev.runcast.server.ServerLimits;
import java.time.Duration;

/** Serves until its input ends, to any page of this machine that the tests open, and prints where. */
public final class Main {
    private Main() {}

    /** Starts the server. */
    public static void main(String[] origins) throws Exception {
        ResearchRunnables research = new ResearchRunnables(new Research());
        try (RunnableServer server = RunnableServer.builder()
                .port(0)
                .showErrors(true)
                .allowOrigins(origins)
                .limits(ServerLimits.builder()
                        .heartbeat(Duration.ofMillis(100)) // by which it finds out soon that a client has gone
                        .build())
                .mount("/research", research.researchRunnable())
                .mount("/deep/count", research.countRunnable())
                .mount("/story", research.storyRunnable())
                .mount("/wrapped", research.wrappedRunnable())
                .mount("/waiting", research.waitingRunnable())
                .mount("/cancelled", research.cancelledRunnable())
                .start()) {
            System.out.println(server.uri());
            while (System.in.read() >= 0) {}
        }
    }
}
