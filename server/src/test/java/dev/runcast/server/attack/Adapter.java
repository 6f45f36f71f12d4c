package dev.runcast.server.attack;

import dev.runcast.server.AttackServer;

/** What receives the requests. Each has a program that serves the same runnables, and tells the same of itself. */
enum Adapter {
    /** The server's own one. */
    JETTY(AttackServer.class.getName()),

    /** That of a Spring Boot application with Tomcat. This module does not know its classes. */
    SERVLET("dev.runcast.spring.AttackedApplication");

    private final String program;

    Adapter(String program) {
        this.program = program;
    }

    /** Returns the name of the class to start. */
    String program() {
        return program;
    }
}
