package dev.runcast.spring;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.http.server.RequestPath;
import org.springframework.web.context.request.async.AsyncWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;

/**
 * Hands requests on to what is served. Each is an asynchronous one, so that no thread of the web server waits for a run; it is
 * dispatched to this servlet once more when it has been answered.
 */
final class RunnableServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final long NO_TIMEOUT = 0;

    @SuppressWarnings("serial") // No servlet is serialized.
    private final ServedRunnables served;

    private final int prefixElements;

    /**
     * Creates a servlet.
     *
     * @param path where it is mapped, such as {@code /runnables}
     * @throws InvalidConfigurationPropertyValueException if it is no path
     */
    RunnableServlet(String path, ServedRunnables served) {
        if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
            throw new InvalidConfigurationPropertyValueException(
                    "runcast.server.path",
                    path,
                    "This is no path to serve runnables below. Give one as in /runnables: a slash before each part, none at the"
                            + " end, and letters, digits, and . _ ~ - in it.");
        }
        this.served = served;
        this.prefixElements = RequestPath.parse(path, null).elements().size();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        WebAsyncManager async = WebAsyncUtils.getAsyncManager(request);
        if (async.hasConcurrentResult()) {
            Object ending = async.getConcurrentResult();
            async.clearConcurrentResult(); // A page about an error would take it for a result of its own.
            if (ending != Ending.COMPLETE) {
                throw BrokenOff.exception();
            }
            return;
        }
        String path = RequestPath.parse(request.getRequestURI(), request.getContextPath())
                .pathWithinApplication()
                .subPath(prefixElements)
                .value();
        if (path.isEmpty()) { // The links of the page are relative to a folder.
            redirectToFolder(request, response);
        } else {
            answer(request, response, path, async);
        }
    }

    private static void redirectToFolder(HttpServletRequest request, HttpServletResponse response) {
        String uri = request.getRequestURI();
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", uri.substring(uri.lastIndexOf('/') + 1) + "/");
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, String path, WebAsyncManager async)
            throws IOException {
        AsyncWebRequest asyncRequest = WebAsyncUtils.createAsyncWebRequest(request, response);
        asyncRequest.setTimeout(NO_TIMEOUT);
        async.setAsyncWebRequest(asyncRequest);
        DeferredResult<Ending> ending = new DeferredResult<>(NO_TIMEOUT);
        begin(async, ending);
        // This one fails, and does no harm, when it is used after the request has ended.
        HttpServletResponse guarded = Objects.requireNonNull(asyncRequest.getNativeResponse(HttpServletResponse.class));
        ServletExchange exchange = new ServletExchange(request, guarded, path, ending, served.readTimeout());
        served.handle(exchange);
        if (exchange.isBrokenOff()) {
            // Then the web server ends what is asynchronous. It does so for its own threads only.
            throw BrokenOff.exception();
        }
    }

    private static void begin(WebAsyncManager async, DeferredResult<Ending> ending) {
        try {
            async.startDeferredResultProcessing(ending);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) { // Of what may be called before, nothing is there.
            throw new IllegalStateException(failure);
        }
    }
}
