package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.collect.Maps;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of runs as handlers see them. */
final class RunInputs {
    private RunInputs() {}

    /** Returns the input of a run as handlers see it. Made only when somebody does; the start and the end come one after the other. */
    static @Nullable Object reported(ActiveRun run) {
        if (!run.state().isInputReported) {
            run.inputIsReportedAs(shaped(run.input(), run.descriptor()));
        }
        return run.input();
    }

    /** Returns the input by the rules for each type of run. */
    private static @Nullable Object shaped(@Nullable Object input, RunnableDescriptor descriptor) {
        // Asked last, since that takes a while for what is none.
        if (descriptor.parameters().size() != 1 && input instanceof RunInput several) {
            return Maps.copy(several.toMap());
        }
        return switch (descriptor.type()) {
            case CHAIN -> input;
            case RETRIEVER -> Collections.singletonMap("query", input);
            case CHAT_MODEL -> Map.of("messages", Collections.singletonList(input)); // a batch of one
            case TOOL ->
                descriptor.parameters().size() == 1
                        ? Collections.singletonMap(
                                descriptor.parameters().get(0).name(), input)
                        : input == null ? Map.of() : input;
        };
    }
}
