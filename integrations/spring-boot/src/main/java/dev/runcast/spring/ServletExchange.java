package dev.runcast.spring;

import dev.runcast.server.internal.http.Exchange;
import dev.runcast.server.internal.http.Response;
import dev.runcast.server.internal.http.ResponseStream;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * An asynchronous request of a servlet. Its answer is written by the thread of the web server, or when that thread has left the request.
 * If a write of another thread failed before, Tomcat would never tell that the request is over, and would wait for it when it stops.
 */
final class ServletExchange implements Exchange {
    private static final int BUFFER = 8 * 1024;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final String path;
    private final DeferredResult<Ending> ending;
    private final Duration readTimeout;

    /** The thread of the web server, until it leaves. */
    private volatile @Nullable Thread servletThread = Thread.currentThread();

    private final CompletableFuture<@Nullable Void> writable = new CompletableFuture<>();
    private boolean brokenOff;
    private final CompletableFuture<@Nullable Void> gone = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

    /**
     * Creates an exchange. To be called by the thread of the web server.
     *
     * @param response fails, and does no harm, when it is used after the request has ended
     * @param path what stands in the path of the request after that of all that is served, as it was sent
     * @param ending is told how the answer ends
     * @param readTimeout how long the body may take to arrive
     */
    ServletExchange(
            HttpServletRequest request,
            HttpServletResponse response,
            String path,
            DeferredResult<Ending> ending,
            Duration readTimeout) {
        this.request = request;
        this.response = response;
        this.path = path;
        this.ending = ending;
        this.readTimeout = readTimeout;
        ending.onError(failure -> gone.complete(null));
        ending.onCompletion(() -> over.complete(null));
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String root() {
        return request.getContextPath() + request.getServletPath();
    }

    @Override
    public String rawPath() {
        return path;
    }

    @Override
    public Optional<String> rawQuery() {
        return Optional.ofNullable(request.getQueryString());
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    @Override
    public String remoteAddress() {
        return request.getRemoteAddr();
    }

    /** Returns the user whom the application has authenticated. */
    @Override
    public Optional<Principal> principal() {
        return Optional.ofNullable(request.getUserPrincipal());
    }

    /** Reads on this thread, which is one of the web server that may wait. Spring's controllers read so, too. */
    @Override
    public CompletionStage<byte[]> body(IntPredicate mayHave) {
        try {
            return CompletableFuture.completedStage(read(mayHave));
        } catch (IOException clientHasGone) {
            brokenOff = true;
            over.complete(null);
            return new CompletableFuture<>();
        }
    }

    /** The web server bounds how long a part may take, and this how long all parts may. */
    private byte[] read(IntPredicate mayHave) throws IOException {
        long start = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        InputStream input = request.getInputStream();
        for (int read = input.read(buffer); read >= 0 && mayHave.test(body.size() + read); read = input.read(buffer)) {
            if (System.nanoTime() - start > readTimeout.toNanos()) {
                throw new IOException("The body takes too long to arrive.");
            }
            body.write(buffer, 0, read);
        }
        return body.toByteArray();
    }

    /** Returns whether the body could not be read, so that the web server is to break off. */
    boolean isBrokenOff() {
        return brokenOff;
    }

    /** Tells metrics and traces of Spring's requests, which cannot know it. */
    @Override
    public void routed(String route) {
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(observed -> observed.setPathPattern(request.getServletPath() + route));
    }

    @Override
    public void setHeader(String name, String value) {
        response.setHeader(name, value);
    }

    @Override
    public void respond(Response answer) {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        whenWritable().thenRun(() -> write(answer.body()));
    }

    /** Writes without saying how long that is: Tomcat would end the answer with the last byte, and not tell this thread if that failed. */
    private void write(byte[] body) {
        try {
            response.getOutputStream().write(body);
            end(Ending.COMPLETE);
        } catch (IOException clientHasGone) {
            leave();
        }
    }

    @Override
    public ResponseStream stream(int status, Map<String, String> headers) {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        return new ServletResponseStream(response, this);
    }

    /** Returns what completes, on a thread that may wait, when this thread or that one may write. */
    CompletableFuture<@Nullable Void> whenWritable() {
        return Thread.currentThread() == servletThread ? CompletableFuture.completedFuture(null) : writable;
    }

    /**
     * Lets other threads write when the thread of the web server has left the request. To be called by that thread, before it does so.
     *
     * @param executor has threads that may wait
     */
    void letOthersWrite(Executor executor) {
        servletThread = null;
        if (over.isDone()) {
            writable.complete(null);
            return;
        }
        try {
            executor.execute(this::awaitWebServer);
        } catch (RejectedExecutionException serverHasStopped) {
            writable.complete(null);
        }
    }

    /** Asks for what is known already, that the body has ended: Tomcat says so when its thread has left the request. */
    private void awaitWebServer() {
        try {
            ServletInputStream body = request.getInputStream();
            // If it has not ended, the request was refused, and the web server closes the connection.
            if (body.isFinished()) {
                body.setReadListener(new NoMore());
                body.isReady();
            }
        } catch (IOException | RuntimeException isOver) {
            leave();
        } finally {
            writable.complete(null);
        }
    }

    /** Ends the request, of which all has been written that is to be. Tomcat may not tell that it is over, if its client leaves just then. */
    void end(Ending how) {
        try {
            ending.setResult(how);
        } finally {
            over.complete(null);
        }
    }

    /** Says that the client has gone. The web server knows that, and ends the request, unless its own thread is at it. */
    void leave() {
        if (Thread.currentThread() == servletThread) {
            end(Ending.CUT);
        } else {
            over.complete(null);
        }
    }

    /** A servlet is told of that only when it writes. */
    @Override
    public void onGone(Runnable listener) {
        gone.thenRun(listener); // at once, if that was before
    }

    @Override
    public void onOver(Runnable listener) {
        over.thenRun(listener); // at once, if that was before
    }

    /** Has nothing to read. */
    private static final class NoMore implements ReadListener {
        @Override
        public void onDataAvailable() {}

        @Override
        public void onAllDataRead() {}

        @Override
        public void onError(Throwable failure) {}
    }
}
