package dev.runcast.runtime.engine.run;

/** Throws what the compiler would not let through. */
public final class Unchecked {
    private Unchecked() {}

    /**
     * Throws {@code failure} as it is. A handler's methods declare no checked exceptions, so that what comes out of them is
     * unchecked, unless they come from a language that does not tell the two apart.
     *
     * @return never; declared so that callers can write {@code throw rethrow(…)}
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public static <E extends Throwable> E rethrow(Throwable failure) throws E {
        throw (E) failure;
    }
}
