package dev.runcast.langsmith;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/** What LangSmith is to be told of a run, as JSON. */
final class Upload {
    final UUID run;

    /** Whether the start of the run was told before. */
    final boolean isUpdate;

    /** Whether its inputs were told then. */
    final boolean wereInputsTold;

    /** The member {@code inputs}, with a comma behind it. */
    final byte[] inputs;

    /** The other members, with a closing brace. */
    final byte[] rest;

    Upload(UUID run, boolean isUpdate, boolean wereInputsTold, String inputs, String rest) {
        this.run = run;
        this.isUpdate = isUpdate;
        this.wereInputsTold = wereInputsTold;
        this.inputs = inputs.getBytes(UTF_8);
        this.rest = rest.getBytes(UTF_8);
    }

    /** Returns how many bytes it takes in a batch, with a brace and a comma. */
    int size() {
        return inputs.length + rest.length + 2;
    }
}
