package dev.runcast.examples.mdc;

import dev.runcast.mdc.MdcCallbackHandler;
import dev.runcast.runtime.callback.GlobalCallbacks;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows that each line of a log says which run it belongs to. The pattern of the lines is in {@code logback.xml}. */
public final class Main {
    private static final Logger log = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /** Delivers a parcel. */
    public static void main(String[] args) throws Exception {
        GlobalCallbacks.Registration registration = GlobalCallbacks.register(new MdcCallbackHandler());
        ExecutorService threads = Executors.newSingleThreadExecutor(task -> new Thread(task, "phone"));
        try {
            log.info("the day begins");
            new DeliveryRunnables(new Delivery(threads)).deliver("books");
            log.info("the day ends");
        } finally {
            threads.shutdown();
            registration.close();
        }
    }
}
