package dev.runcast.examples.readme;

import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.AgUiEvent;
import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.RunnableServer;
import dev.runcast.server.ServerLimits;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Serves a runnable to clients in whatever language. */
public class ServingResearch {
    private final ResearchRunnables research;
    private final PrintStream out;

    /** Creates a program that prints where it serves. */
    public ServingResearch(ResearchRunnables research, PrintStream out) {
        this.research = research;
        this.out = out;
    }

    /** Serves, and lets runs end for half a minute at most when the server is to stop. */
    public void serve(Runnable untilTheEnd) throws IOException {
        RunnableServer server = RunnableServer.builder()
                .mount("/research", research.researchRunnable())
                .start();
        out.println(server.uri()); // http://127.0.0.1:8000
        untilTheEnd.run();
        server.stop(Duration.ofSeconds(30));
    }

    /** Returns a server that knows its users by their keys, which is not started yet. */
    public RunnableServer.Builder guarded(Map<String, ClientPrincipal> users) {
        return RunnableServer.builder()
                .authenticator(request -> request.header("X-Api-Key").map(users::get))
                .authorizer((principal, action, path) -> !path.equals("/greet")
                        || "admin".equals(principal.attributes().get("role")))
                .mount("/research", research.researchRunnable())
                .mount("/greet", TypedRunnable.of("greet", (String greeting) -> {
                    String user =
                            ClientPrincipal.current().map(ClientPrincipal::name).orElse("nobody");
                    return greeting + ", " + user;
                }));
    }

    /** Returns a server whose clients of AG-UI see progress as an activity, which is not started yet. */
    public RunnableServer.Builder withActivities() {
        return RunnableServer.builder()
                .mount("/research", research.researchRunnable())
                .agUiEvent(ResearchEvents.PROGRESS, AgUiEvent.ACTIVITY_SNAPSHOT);
    }

    /** Returns a server that encrypts, which is not started yet. */
    public RunnableServer.Builder encrypted(char[] password) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(Path.of("server.p12").toFile(), password);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), null, null);

        return RunnableServer.builder().tls(tls).mount("/research", research.researchRunnable());
    }

    /** Returns a server with limits of its own, which is not started yet. */
    public RunnableServer.Builder limited() {
        ServerLimits limits = ServerLimits.builder()
                .maxRuns(50)
                .runTimeout(Duration.ofMinutes(1))
                .build();
        return RunnableServer.builder().limits(limits).mount("/research", research.researchRunnable());
    }
}
