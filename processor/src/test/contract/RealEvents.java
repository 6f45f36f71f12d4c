import com.example.Shapes;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.List;
import java.util.Map;

/** Prints the events of a run that emits each event of the shapes with each of its values, a line of JSON for each. */
class RealEvents {
  public static void main(String[] args) throws Exception {
    Map<String, List<Object>> samples = Shapes.samples();
    TypedRunnable<String, Void> emitting = TypedRunnable.of("shapes", input -> {
      samples.forEach((event, values) -> values.forEach(value -> CustomEvents.dispatch(event, value)));
      return null;
    });
    try (EventStream events = emitting.streamEvents("")) {
      for (StreamEvent event : events) {
        if (event.kind() == StreamEvent.Kind.CUSTOM) {
          System.out.println(event.toJson());
        }
      }
    }
  }
}
