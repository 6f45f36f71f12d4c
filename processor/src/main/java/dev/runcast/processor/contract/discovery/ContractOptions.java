package dev.runcast.processor.contract.discovery;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the options of the compiler ask for.
 *
 * @param isGiven whether there is any option
 * @param isOn whether to write the contract
 * @param baseline where the committed contract is that the new one is compared with, if any
 */
public record ContractOptions(boolean isGiven, boolean isOn, Optional<String> baseline) {
    /** The option that has the contract written. */
    public static final String CONTRACT = "dev.runcast.eventContract";

    /** The option that has it compared with the one in a file, too. */
    public static final String BASELINE = "dev.runcast.eventContractBaseline";

    /** The contract in the class output, as JSON. */
    public static final String JSON_FILE = "META-INF/runcast/events.json";

    /** The contract in the class output, as TypeScript. */
    public static final String TYPESCRIPT_FILE = "META-INF/runcast/events.d.ts";

    /** Reads the options. The first one needs no value; {@code false} is as if it were left out. */
    public static ContractOptions of(Map<String, String> options) {
        Optional<String> baseline = options.containsKey(BASELINE)
                ? Optional.of(Objects.requireNonNullElse(options.get(BASELINE), ""))
                : Optional.empty();
        boolean isAskedFor = options.containsKey(CONTRACT) && !"false".equals(options.get(CONTRACT));
        return new ContractOptions(
                options.containsKey(CONTRACT) || baseline.isPresent(), isAskedFor || baseline.isPresent(), baseline);
    }
}
