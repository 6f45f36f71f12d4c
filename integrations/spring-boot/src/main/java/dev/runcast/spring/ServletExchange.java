package dev.runcast.spring;

import dev.runcast.server.internal.http.Exchange;
import dev.runcast.server.internal.http.Response;
import dev.runcast.server.internal.http.ResponseStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.Principal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.context.request.async.DeferredResult;

/** An asynchronous request of a servlet. */
final class ServletExchange implements Exchange {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final String path;
    private final DeferredResult<Ending> ending;

    /**
     * Creates an exchange.
     *
     * @param response fails, and does no harm, when it is used after the request has ended
     * @param path what stands in the path of the request after that of all that is served, as it was sent
     * @param ending is told how the answer ends
     */
    ServletExchange(
            HttpServletRequest request, HttpServletResponse response, String path, DeferredResult<Ending> ending) {
        this.request = request;
        this.response = response;
        this.path = path;
        this.ending = ending;
    }

    @Override
    public String method() {
        return request.getMethod();
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

    /** Returns the user whom the application has authenticated. */
    @Override
    public Optional<Principal> principal() {
        return Optional.ofNullable(request.getUserPrincipal());
    }

    @Override
    public int headersLength() {
        int length = request.getRequestURI().length();
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                length += name.length() + value.length();
            }
        }
        return length;
    }

    @Override
    public InputStream body() {
        try {
            return request.getInputStream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void setHeader(String name, String value) {
        response.setHeader(name, value);
    }

    @Override
    public void respond(Response answer) throws IOException {
        byte[] body = answer.body();
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (body.length > 0) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
        ending.setResult(Ending.COMPLETE);
    }

    @Override
    public ResponseStream stream(int status, Map<String, String> headers) throws IOException {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.flushBuffer();
        return new ServletResponseStream(response.getOutputStream(), ending);
    }
}
