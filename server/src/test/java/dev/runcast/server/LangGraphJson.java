package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.json.JsonCodec;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Reads answers of LangGraph's runs API, and writes requests to it. */
final class LangGraphJson {
    static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    private LangGraphJson() {}

    /** Returns the body of an answer that is an object. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(HttpResponse<String> response) {
        return (Map<String, Object>) value(response);
    }

    /** Returns the body of an answer that is a list. */
    @SuppressWarnings("unchecked")
    static List<Object> list(HttpResponse<String> response) {
        return (List<Object>) value(response);
    }

    private static Object value(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonCodec.defaultCodec().read(response.body(), Object.class);
    }

    /** Returns a member of each object of a list. */
    static List<Object> each(List<?> objects, String member) {
        return objects.stream()
                .map(object -> (Object) ((Map<?, ?>) object).get(member))
                .toList();
    }

    static String newThread(RunnableServer server) throws Exception {
        return newThread(server, "{}");
    }

    static String newThread(RunnableServer server, String json) throws Exception {
        return (String) object(Http.post(server, "/threads", json)).get("thread_id");
    }

    /**
     * Returns a request for a run.
     *
     * @param rest as in {@code ,"stream_mode":"custom"}
     */
    static String run(String assistant, String rest) {
        return "{\"assistant_id\":\"" + assistant + "\",\"input\":\"tea\"" + rest + "}";
    }

    static List<SseFrame> frames(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return SseFrame.parse(response.body());
    }

    /** Returns where a run is that was asked for. */
    static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Location").orElseThrow();
    }
}
