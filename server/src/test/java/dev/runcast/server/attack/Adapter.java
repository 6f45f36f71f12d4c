package dev.runcast.server.attack;

import dev.runcast.server.AttackServer;

/** What receives the requests. Each has a program that serves the same runnables, and tells the same of itself. */
enum Adapter {
    /** The server's own one. */
    JETTY(AttackServer.class.getName(), 32),

    /** That of a Spring Boot application with Tomcat, which keeps buffers and threads. This module does not know its classes. */
    SERVLET("dev.runcast.spring.AttackedApplication", 64);

    private final String program;
    private final int megabytesKept;

    Adapter(String program, int megabytesKept) {
        this.program = program;
        this.megabytesKept = megabytesKept;
    }

    /** Returns the name of the class to start. */
    String program() {
        return program;
    }

    /** Returns how many bytes an attack may leave in the heap, of 512 MB. */
    long mayKeep() {
        return megabytesKept * 1024L * 1024;
    }
}
