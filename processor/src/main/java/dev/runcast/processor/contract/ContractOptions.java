package dev.runcast.processor.contract;

import dev.runcast.processor.discovery.Options;
import java.util.Optional;

/**
 * What the options of the compiler ask for.
 *
 * @param isGiven whether there is any option of Runcast
 * @param isOn whether to write the contract
 * @param baseline where the committed contract is that the new one is compared with, if any
 */
public record ContractOptions(boolean isGiven, boolean isOn, Optional<String> baseline) {
    /** The contract in the class output, as JSON. */
    public static final String JSON_FILE = "META-INF/runcast/events.json";

    /** The contract in the class output, as TypeScript. */
    public static final String TYPESCRIPT_FILE = "META-INF/runcast/events.d.ts";

    /** The contract in the class output, as AsyncAPI. */
    public static final String ASYNCAPI_FILE = "META-INF/runcast/asyncapi.json";

    /** Reads the options. */
    public static ContractOptions of(Options options) {
        return new ContractOptions(
                !options.given().isEmpty(), options.asksForContract(), options.text(Options.EVENT_CONTRACT_BASELINE));
    }
}
