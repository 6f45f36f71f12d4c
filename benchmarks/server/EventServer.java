import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.RunnableServer;
import java.util.Map;

/** Serves a runnable that emits as many custom events as its input says. Prints its port, and serves until its input ends. */
class EventServer {
    public static void main(String[] arguments) throws Exception {
        TypedRunnable<Integer, Integer> emit = TypedRunnable.ofConfigured("emit", (Integer count, RunnableConfig config) -> {
            for (int i = 0; i < count; i++) {
                CustomEvents.dispatch("progress", Map.of("step", i, "note", "searching"), config);
            }
            return count;
        });
        try (RunnableServer server = RunnableServer.builder().port(0).mount("/emit", emit).start()) {
            System.out.println(server.port());
            while (System.in.read() >= 0) {}
        }
    }
}
