package dev.runcast.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps what the server logs while it is open, and off the console. */
public final class LogCapture implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger(RunnableServer.class.getPackageName());
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
        }
    };

    private LogCapture(Level level) {
        appender.start();
        logger.setLevel(level);
        logger.setAdditive(false);
        logger.addAppender(appender);
    }

    /** Captures warnings. */
    public static LogCapture ofWarnings() {
        return new LogCapture(Level.WARN);
    }

    /** Captures all that is logged. */
    public static LogCapture ofAll() {
        return new LogCapture(Level.TRACE);
    }

    /** One record of the log. */
    public record Entry(Level level, String message, Optional<Throwable> failure) {}

    public List<Entry> entries() {
        return events.stream()
                .map(event -> new Entry(
                        event.getLevel(),
                        event.getFormattedMessage(),
                        Optional.ofNullable((ThrowableProxy) event.getThrowableProxy())
                                .map(ThrowableProxy::getThrowable)))
                .toList();
    }

    /** Returns the messages in their order. */
    public List<String> messages() {
        return entries().stream().map(Entry::message).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(null);
    }
}
