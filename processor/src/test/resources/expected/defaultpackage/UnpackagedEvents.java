import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Unpackaged} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
final class UnpackagedEvents {
  /** {@code "done"}, without data. */
  static final EventType<Void> DONE = EventType.of("done");

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  UnpackagedEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "done"}, declared by {@link Unpackaged#work}. */
  void done() {
    sink.emit(DONE, null);
  }
}
