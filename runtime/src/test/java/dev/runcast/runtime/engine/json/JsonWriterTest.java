package dev.runcast.runtime.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.json.JsonCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    private final JsonWriter json = new JsonWriter();

    @Test
    void writesWhatEnvelopesConsistOf() {
        json.open('{')
                .key("text")
                .string("a\"b")
                .key("none")
                .string(null)
                .key("count")
                .number(-3);
        json.key("raw").json("{\"a\":1}").key("ids").strings(List.of(new UUID(0, 1), "x"));
        json.key("empty").open('{').close('}');
        assertThat(json.close('}'))
                .hasToString("{\"text\":\"a\\\"b\",\"none\":null,\"count\":-3,\"raw\":{\"a\":1},"
                        + "\"ids\":[\"00000000-0000-0000-0000-000000000001\",\"x\"],\"empty\":{}}");
    }

    @Test
    void writesArraysOfJson() {
        json.open('[').array(List.of()).array(List.of("1", "null", "\"a\"")).close(']');
        assertThat(json).hasToString("[[],[1,null,\"a\"]]");
    }

    @Test
    void writesObjectsOfJsonAndEscapesTheirKeys() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("a\"b", "1");
        members.put("", "{\"x\":[]}");
        json.open('[').object(Map.of()).object(members).close(']');
        assertThat(json).hasToString("[{},{\"a\\\"b\":1,\"\":{\"x\":[]}}]");
    }

    @Test
    void writesStringsAsTheDefaultCodecDoes() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0x2100; c++) {
            all.append(c);
        }
        assertThat(json.string(all.toString()))
                .hasToString(JsonCodec.defaultCodec().write(all.toString()));
    }

    @Test
    void writesValuesByItsCodecAndANoteForWhatCannotBeWritten() {
        List<Object> circle = new ArrayList<>(Arrays.asList(1, null));
        json.open('[').value(circle).value("x");
        circle.add(circle);
        assertThat(json.value(circle).close(']').toString())
                .startsWith("[[1,null],\"x\",{\"__error__\":\"IllegalArgumentException\",\"message\":")
                .endsWith("\"}]");
    }
}
