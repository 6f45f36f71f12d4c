package dev.runcast.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Leads all requests below a path to what is served there. */
final class RunnableHandlerMapping extends SimpleUrlHandlerMapping {
    /** Before the controllers, some of which may take any path. */
    private static final int ORDER = -1;

    RunnableHandlerMapping(String path, ServedRunnables served) {
        super(Map.of(checked(path) + "/**", new RunnableRequestHandler(path, served)), ORDER);
    }

    private static String checked(String path) {
        if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
            throw new InvalidConfigurationPropertyValueException(
                    "runcast.server.path",
                    path,
                    "This is no path to serve runnables below. Give one as in /runnables: a slash before each part, none at the"
                            + " end, and letters, digits, and . _ ~ - in it.");
        }
        return path;
    }

    /** What is served knows itself which origins it allows, and answers their questions. */
    @Override
    protected HandlerExecutionChain getCorsHandlerExecutionChain(
            HttpServletRequest request, HandlerExecutionChain chain, @Nullable CorsConfiguration config) {
        return chain;
    }
}
