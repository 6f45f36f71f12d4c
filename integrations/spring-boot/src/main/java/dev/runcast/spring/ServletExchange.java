package dev.runcast.spring;

import dev.runcast.server.internal.http.Exchange;
import dev.runcast.server.internal.http.Response;
import dev.runcast.server.internal.http.ResponseStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.springframework.web.context.request.async.DeferredResult;

/** An asynchronous request of a servlet. */
final class ServletExchange implements Exchange {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final String path;
    private final DeferredResult<Ending> ending;
    private final UnaryOperator<Runnable> context;
    private final List<Runnable> onOver = new CopyOnWriteArrayList<>();

    /**
     * Creates an exchange.
     *
     * @param response fails, and does no harm, when it is used after the request has ended
     * @param path what stands in the path of the request after that of all that is served, as it was sent
     * @param ending is told how the answer ends
     * @param context what the request is answered in, which filters have set on this thread
     */
    ServletExchange(
            HttpServletRequest request,
            HttpServletResponse response,
            String path,
            DeferredResult<Ending> ending,
            UnaryOperator<Runnable> context) {
        this.request = request;
        this.response = response;
        this.path = path;
        this.ending = ending;
        this.context = context;
        ending.onCompletion(() -> onOver.forEach(Runnable::run));
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

    @Override
    public CompletionStage<byte[]> body(IntPredicate mayHave) {
        try {
            return RequestBody.read(request.getInputStream(), mayHave, context);
        } catch (IOException clientHasGone) {
            ending.setResult(Ending.CUT);
            return new CompletableFuture<>();
        }
    }

    @Override
    public void setHeader(String name, String value) {
        response.setHeader(name, value);
    }

    @Override
    public void respond(Response answer) {
        byte[] body = answer.body();
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        try {
            if (body.length > 0) {
                response.setContentLength(body.length);
                response.getOutputStream().write(body);
            }
            ending.setResult(Ending.COMPLETE);
        } catch (IOException clientHasGone) {
            ending.setResult(Ending.CUT);
        }
    }

    @Override
    public ResponseStream stream(int status, Map<String, String> headers) {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        return new ServletResponseStream(response, ending);
    }

    /** A servlet is told of that only when it writes. */
    @Override
    public void onGone(Runnable listener) {
        ending.onError(failure -> listener.run());
    }

    @Override
    public void onOver(Runnable listener) {
        onOver.add(listener);
    }
}
