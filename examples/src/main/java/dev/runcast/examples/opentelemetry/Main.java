package dev.runcast.examples.opentelemetry;

import dev.runcast.runtime.callback.GlobalCallbacks;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Shows one trace through two services: a client asks a service, whose answer is a run with a tool, which asks another service. Prints
 * the spans with their events; with the address of a collector, such as {@code http://localhost:4318}, it sends them there.
 */
public final class Main {
    private Main() {}

    /** Asks about tea. */
    public static void main(String[] args) throws IOException, InterruptedException {
        run(args.length == 0 ? Tracing.to(new Console(System.out)) : Tracing.toCollector(args[0]), System.out);
    }

    static void run(OpenTelemetrySdk openTelemetry, PrintStream out) throws IOException, InterruptedException {
        GlobalCallbacks.Registration registration = Tracing.ofAllRuns(openTelemetry);
        try (openTelemetry;
                Services services = new Services(openTelemetry)) {
            out.println(ask(services, openTelemetry, "tea"));
        } finally {
            registration.close();
        }
    }

    @SuppressWarnings("try") // A scope is there to be closed.
    private static String ask(Services services, OpenTelemetrySdk openTelemetry, String topic)
            throws IOException, InterruptedException {
        Span span = openTelemetry
                .getTracer("client")
                .spanBuilder("GET /answer")
                .setSpanKind(SpanKind.CLIENT)
                .startSpan();
        try (Scope scope = span.makeCurrent()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(services.uri("/answer?" + topic));
            new TraceHeaders(openTelemetry).put(request);
            return HttpClient.newHttpClient()
                    .send(request.build(), BodyHandlers.ofString())
                    .body();
        } finally {
            span.end();
        }
    }
}
