package dev.runcast.runtime.engine.json;

import dev.runcast.runtime.engine.json.spi.MemberReader;
import dev.runcast.runtime.json.JsonCodec;
import java.util.List;
import java.util.Map;

/** Takes envelopes apart, before the types of the values in them are known. */
public final class JsonMembers {
    private JsonMembers() {}

    /**
     * Returns the members of a JSON object, each as JSON, in their order. Numbers keep all their digits.
     *
     * @throws IllegalArgumentException if the text is not a JSON object, with the place of the fault
     */
    public static Map<String, String> of(String json) {
        return reader().members(json);
    }

    /**
     * Returns the elements of a JSON list, each as JSON. Numbers keep all their digits.
     *
     * @throws IllegalArgumentException if the text is not a JSON list, with the place of the fault
     */
    public static List<String> elements(String json) {
        return reader().elements(json);
    }

    private static MemberReader reader() {
        return (MemberReader) JsonCodec.defaultCodec();
    }
}
