package dev.runcast.server.internal.jetty;

import dev.runcast.server.internal.http.Exchange;
import dev.runcast.server.internal.http.ResponseStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntPredicate;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** An exchange of Jetty. */
final class JettyExchange implements Exchange {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final TrustedProxies.Sender sender;
    private final RequestBody body;

    /** Completes when all of a body has come that nobody reads, null while it is not skipped. */
    private @Nullable CompletableFuture<Void> skipped;

    JettyExchange(Request request, Response response, Callback callback, TrustedProxies proxies) {
        this.request = request;
        this.sender = proxies.senderOf(request);
        this.response = response;
        this.callback = callback;
        this.body = new RequestBody(request);
        request.addIdleTimeoutListener(idle -> false); // Only reading and writing have a time-out.
        ClientConnection.of(request)
                .ifPresent(connection -> Request.addCompletionListener(request, failure -> connection.requestIsDone()));
        if (Http2.is(request) && HttpMethod.GET.is(request.getMethod())) {
            skipBody(); // which Jetty would keep until the answer ends
        }
    }

    private CompletableFuture<Void> skipBody() {
        CompletableFuture<Void> skipping = skipped == null ? body.skip() : skipped;
        skipped = skipping;
        return skipping;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawPath() {
        String path = request.getHttpURI().getPath();
        return path == null || !path.startsWith("/") ? "/" + path : path;
    }

    @Override
    public Optional<String> rawQuery() {
        return Optional.ofNullable(request.getHttpURI().getQuery());
    }

    @Override
    public Optional<String> header(String name) {
        if (name.equalsIgnoreCase("Host") && Http2.is(request)) {
            return Optional.ofNullable(request.getHttpURI().getAuthority());
        }
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    @Override
    public String remoteAddress() {
        return sender.address();
    }

    @Override
    public Optional<String> forwardedHost() {
        return sender.host();
    }

    @Override
    public CompletionStage<byte[]> body(IntPredicate mayHave) {
        CompletableFuture<byte[]> complete = new CompletableFuture<>();
        body.read(mayHave).whenComplete((bytes, failure) -> {
            if (failure == null) {
                complete.complete(bytes);
            } else {
                breakOff(failure);
            }
        });
        return complete;
    }

    private void breakOff(Throwable why) {
        callback.failed(new Request.Handler.AbortException(why));
    }

    @Override
    public void setHeader(String name, String value) {
        response.getHeaders().put(name, value);
    }

    @Override
    public void respond(dev.runcast.server.internal.http.Response answer) {
        begin(answer.status(), answer.headers());
        response.write(true, ByteBuffer.wrap(answer.body()), Callback.from(this::responded, this::breakOff));
    }

    /**
     * Ends the exchange, when the client has sent all of its request: if the connection were closed before, the client's machine would
     * throw the answer away before the client has read it.
     */
    private void responded() {
        skipBody().whenComplete((nothing, failure) -> {
            if (failure == null) {
                callback.succeeded();
            } else {
                breakOff(failure);
            }
        });
    }

    @Override
    public ResponseStream stream(int status, Map<String, String> headers) {
        begin(status, headers);
        return new JettyResponseStream(response, callback);
    }

    private void begin(int status, Map<String, String> headers) {
        response.setStatus(status);
        headers.forEach(this::setHeader);
    }

    @Override
    public void onGone(Runnable listener) {
        request.addFailureListener(failure -> listener.run());
        ClientConnection.of(request).ifPresent(connection -> connection.watch(listener));
    }

    @Override
    public void onOver(Runnable listener) {
        Request.addCompletionListener(request, failure -> listener.run());
    }
}
