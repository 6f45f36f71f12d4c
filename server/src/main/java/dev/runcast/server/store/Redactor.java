package dev.runcast.server.store;

/**
 * Takes out of what is kept of runs what nobody is to find there. What clients read of runs is what is kept. The run itself is not changed.
 *
 * <pre>{@code
 * Redactor withoutCards = (part, json) -> CARD_NUMBER.matcher(json).replaceAll("****");
 * }</pre>
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Redactor {
    /**
     * What is to be kept.
     *
     * @since 0.1
     */
    enum Part {
        /** What a run was asked for with: an object with the members {@code input} and {@code config}. A run is started again with it. */
        REQUEST,
        /** The metadata of a run or of a thread: an object. */
        METADATA,
        /** An event in the v2 format. Its {@code data} are the program's. Leave its members and their order as they are. */
        EVENT,
        /** What a run has made, and what it has made of its thread: an object. */
        OUTPUT,
        /** What clients are told of a run that failed: an object with the members {@code error} and {@code message}. */
        ERROR
    }

    /**
     * Returns what is kept in the place of a part. It may be asked of what it has returned before. If it fails, nothing is kept of the
     * part but its form, and the failure is logged.
     *
     * <p>Is called by several threads at once.
     *
     * @return JSON of the same form
     */
    String redact(Part part, String json);
}
