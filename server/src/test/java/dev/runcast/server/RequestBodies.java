package dev.runcast.server;

/** What the protocols want to be sent for the same run. */
final class RequestBodies {
    private RequestBodies() {}

    /**
     * Returns the body of a request.
     *
     * @param path where it is sent
     * @param runnable the name of what is to be run, which not all protocols have in the body
     */
    static String of(String path, String runnable) {
        return of(path, runnable, "");
    }

    /**
     * Returns the body of a request with further members.
     *
     * @param more as in {@code ,"config":{}}
     */
    static String of(String path, String runnable, String more) {
        if (path.startsWith("/ag-ui/")) {
            return "{\"threadId\":\"1\",\"runId\":\"2\",\"messages\":[{\"role\":\"user\",\"content\":\"tea\"}]}";
        }
        if (path.equals("/threads") || path.equals("/assistants/search")) {
            return "{}";
        }
        if (path.endsWith("/batch")) {
            return "{\"inputs\":[\"tea\"]" + more + "}";
        }
        String run = path.contains("/runs") ? "\"assistant_id\":\"" + runnable + "\"," : "";
        return "{" + run + "\"input\":\"tea\"" + more + "}";
    }
}
