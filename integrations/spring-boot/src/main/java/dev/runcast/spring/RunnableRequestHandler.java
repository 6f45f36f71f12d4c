package dev.runcast.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.server.RequestPath;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.context.request.async.AsyncWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Hands requests on to what is served. Each is an asynchronous one, so that no thread of the web server waits for a run; Spring
 * calls this once more when it has been answered.
 */
final class RunnableRequestHandler implements HttpRequestHandler {
    private static final long NO_TIMEOUT = 0;

    private final ServedRunnables served;
    private final int prefixElements;

    RunnableRequestHandler(String path, ServedRunnables served) {
        this.served = served;
        this.prefixElements = RequestPath.parse(path, null).elements().size();
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        WebAsyncManager async = WebAsyncUtils.getAsyncManager(request);
        if (async.hasConcurrentResult()) {
            Object ending = async.getConcurrentResult();
            async.clearConcurrentResult();
            if (ending == Ending.CUT) {
                throw new BrokenOffException();
            }
            return;
        }
        String path = ServletRequestPathUtils.getParsedRequestPath(request)
                .pathWithinApplication()
                .subPath(prefixElements)
                .value();
        if (path.isEmpty()) { // The links of the page are relative to a folder.
            redirectToFolder(request, response);
        } else {
            begin(async, request, response, path);
        }
    }

    private static void redirectToFolder(HttpServletRequest request, HttpServletResponse response) {
        String uri = request.getRequestURI();
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", uri.substring(uri.lastIndexOf('/') + 1) + "/");
    }

    private void begin(WebAsyncManager async, HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException {
        AsyncWebRequest asyncRequest = WebAsyncUtils.createAsyncWebRequest(request, response);
        asyncRequest.setTimeout(NO_TIMEOUT);
        async.setAsyncWebRequest(asyncRequest);
        DeferredResult<Ending> ending = new DeferredResult<>(NO_TIMEOUT);
        try {
            async.startDeferredResultProcessing(ending);
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
        HttpServletResponse guarded =
                Objects.requireNonNull(asyncRequest.getNativeResponse(HttpServletResponse.class));
        try {
            served.handle(new ServletExchange(request, guarded, path, ending));
        } catch (IOException clientHasGone) {
            ending.setResult(Ending.CUT);
        }
    }
}
