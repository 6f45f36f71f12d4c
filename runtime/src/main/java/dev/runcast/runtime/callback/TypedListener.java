package dev.runcast.runtime.callback;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.EventType;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the payloads of one event type to a listener. */
final class TypedListener<T> implements CallbackHandler {
    private static final Logger log = LoggerFactory.getLogger(CallbackHandler.class);

    private final EventType<T> type;
    private final BiConsumer<? super T, ? super CustomEvent> listener;
    private final boolean getsPayloadOnly;
    private final AtomicBoolean mismatchNoted = new AtomicBoolean();

    TypedListener(EventType<T> type, BiConsumer<? super T, ? super CustomEvent> listener, boolean getsPayloadOnly) {
        this.type = Objects.requireNonNull(type, "type");
        this.listener = listener;
        this.getsPayloadOnly = getsPayloadOnly;
    }

    @Override
    @SuppressWarnings("NullAway") // A payload is null only for EventType<Void>, whose listeners expect it.
    public void onCustomEvent(CustomEvent event) {
        if (event.matches(type)) {
            listener.accept(event.payload(type), event);
        } else if (event.name().equals(type.name()) && mismatchNoted.compareAndSet(false, true)) {
            log.debug(
                    "{} skips events \"{}\" whose data are no payload of its type, such as {} (said once)",
                    this,
                    event.name(),
                    event.data() == null ? "null" : event.data().getClass());
        }
    }

    @Override
    public boolean ignoresRuns(RunType runType) {
        return true;
    }

    @Override
    public boolean ignoresTimes() {
        return getsPayloadOnly;
    }

    @Override
    public boolean ignoresSequence() {
        return getsPayloadOnly;
    }

    @Override
    public String toString() {
        return "listener on " + type;
    }
}
