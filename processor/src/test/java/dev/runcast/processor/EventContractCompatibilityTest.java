package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.processor.CompilerTool.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which changes of payloads break those who read them. The messages of each kind of change are in {@link DiagnosticsTest}. */
class EventContractCompatibilityTest {
    private static final String TYPES = """
            enum Mode { SLOW, FAST }

            enum Modes { SLOW, FAST, WARP }

            record Note(String text) {}

            record Comment(String text) {}

            record Remark(int text) {}

            record LongNote(String text, int more) {}

            sealed interface One permits Note2 {}

            sealed interface Two permits Note2, Note3 {}

            record Note2(String text) implements One, Two {}

            record Note3(int number) implements Two {}
            """;

    @TempDir
    private Path output;

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    int                      | int
                    int                      | long
                    double                   | int
                    double                   | BigDecimal
                    Double                   | float
                    Number                   | Integer
                    @Nullable String         | String
                    Optional<String>         | String
                    String                   | Mode
                    Modes                    | Mode
                    Object                   | int
                    Object                   | @Nullable Note
                    List<?>                  | List<String>
                    List<@Nullable String>   | List<String>
                    List<String>             | Set<String>
                    List<String>             | String[]
                    Map<String, Double>      | Map<String, Integer>
                    Note                     | Comment
                    Note                     | LongNote
                    Two                      | One
                    Two                      | Note3
                    String                   | UUID
                    Instant                  | ZonedDateTime
                    """)
    void isPreparedFor(String before, String after) throws IOException {
        assertThat(messages("progress", before, "progress", after)).isEmpty();
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    int                  | String               | TypeChanged
                    int                  | double               | TypeChanged
                    BigDecimal           | double               | TypeChanged
                    String               | double               | TypeChanged
                    int                  | Integer[]            | TypeChanged
                    String               | @Nullable String     | Nullable
                    String               | Optional<String>     | Nullable
                    String               | Object               | TypeChanged
                    Mode                 | String               | TypeChanged
                    Mode                 | Modes                | TypeChanged
                    UUID                 | String               | TypeChanged
                    Instant              | LocalDate            | TypeChanged
                    String               | byte[]               |
                    byte[]               | String               | TypeChanged
                    List<String>         | List<Integer>        | TypeChanged
                    List<String>         | List<@Nullable String> | Nullable
                    List<String>         | Map<String, String>  | TypeChanged
                    Map<String, Integer> | Map<String, String>  | TypeChanged
                    Note                 | Remark               | TypeChanged
                    Note                 | Map<String, String>  | TypeChanged
                    LongNote             | Note                 | TypeChanged
                    One                  | Two                  | TypeChanged
                    Note2                | Two                  | TypeChanged
                    """)
    void isNotPreparedFor(String before, String after, String id) throws IOException {
        List<String> messages = messages("progress", before, "progress", after);

        if (id == null) {
            assertThat(messages).isEmpty();
        } else {
            assertThat(messages).singleElement().asString().startsWith("[EventContract" + id + "] Payload.field");
        }
    }

    @Test
    void mayHaveMoreFields() throws IOException {
        assertThat(messages("progress", "int", "progress", "int field, String more"))
                .isEmpty();
    }

    @Test
    void mayHaveMoreEvents() throws IOException {
        String more = "int field) {} @EmitsEvent(name = \"done\") @Runnable void more() {} record Unused(int field";

        assertThat(messages("progress", "int", "progress", more)).isEmpty();
    }

    @Test
    void mayBeDeclaredElsewhere() throws IOException {
        String before = source("First", "progress", "int").replace("class First", "class Before");

        assertThat(compare(before, source("First", "progress", "int"))).isEmpty();
    }

    /** Two classes declare an event of the same name, so that readers know two kinds of data. */
    @Test
    void knowsAllDataOfAName() throws IOException {
        String both = source("First", "progress", "int").replace("enum Mode {", """
                static class Second {
                  @Runnable
                  @EmitsEvent(name = "progress", payload = String.class)
                  void run() {}
                }

                enum Mode {""");

        assertThat(compare(both, source("First", "progress", "int"))).isEmpty();
        assertThat(compare(source("First", "progress", "int"), both))
                .singleElement()
                .asString()
                .startsWith("[EventContractTypeChanged] The data of \"progress\" is string now");
    }

    @Test
    void reportsARemovedEventAndNothingElse() throws IOException {
        assertThat(messages("progress", "int", "done", "String"))
                .singleElement()
                .asString()
                .startsWith("[EventContractEventRemoved] The event \"progress\"");
    }

    @Test
    void noticesThatTheLastEventIsGone() throws IOException {
        assertThat(compare(source("First", "progress", "int"), "class Nothing {}"))
                .singleElement()
                .asString()
                .startsWith("[EventContractEventRemoved] The event \"progress\"");
    }

    @Test
    void reportsAChangedDefinitionOnce() throws IOException {
        String before = source("First", "progress", "Note one, Note other, List<Note> field");
        String after = before.replace("record Note(String text)", "record Note(int text)");

        assertThat(compare(before, after))
                .singleElement()
                .asString()
                .startsWith("[EventContractTypeChanged] Note.text is integer now, but string in the contract");
    }

    @Test
    void comparesRecursiveTypes() throws IOException {
        String before = source("First", "progress", "int field, @Nullable Payload next");
        String after = before.replace("int field", "String field");

        assertThat(compare(before, before)).isEmpty();
        assertThat(compare(before, after)).hasSize(1);
    }

    /** What the file says after a change by hand is not what the processor can compare. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"type\": \"integer\"=>\"type\": \"integer\", \"minimum\": 1",
                "\"type\": \"integer\"=>\"type\": \"int\"",
                "\"type\": \"integer\"=>\"type\": [\"integer\", \"string\", \"null\"]",
                "\"type\": \"integer\"=>\"$ref\": \"#/$defs/Missing\"",
                "\"type\": \"integer\"=>\"type\": 1",
                "\"required\": [\"field\"]=>\"demanded\": [\"field\"]",
                "\"$defs\": {=>\"$defs\": [",
                "\"name\": {\"const\": \"progress\"},=>",
                "{\"const\": \"progress\"}=>{\"enum\": [\"progress\"]}",
                "\"oneOf\": [=>\"oneOf\": [null,",
                "\"title\": \"CustomEvent\",=>\"title\": \"CustomEvent\", \"maxProperties\": 9,",
                "\"$comment\": \"Declared by com.example.First\",=>",
                "\"$comment\": \"Declared by com.example.First\"=>\"$comment\": \"From com.example.First\"",
                "\"$comment\": \"Runcast event contract, format 1\",=>",
                "Runcast event contract, format 1=>Format 1"
            })
    void refusesWhatItDoesNotKnow(String change) throws IOException {
        String[] parts = change.split("=>", -1);
        String contract = contract(source("First", "progress", "int"));
        assertThat(contract).contains(parts[0]);

        List<String> messages = compareWith(contract.replace(parts[0], parts[1]), source("First", "progress", "int"));

        assertThat(messages)
                .singleElement()
                .asString()
                .startsWith("[EventContractBaselineInvalid]")
                .contains(": ");
    }

    /** Writing and reading lose nothing: a contract is as good as itself. */
    @ParameterizedTest
    @EnumSource
    void findsNoChangeInWhatItWrote(CompilerTool compiler) throws IOException {
        List<Source> sources = Source.resources("contract/shapes");
        Result before = compile(compiler, "before", sources, "-Adev.runcast.eventContract");
        Path baseline = before.classes().resolve("META-INF/runcast/events.json");

        Result after = compile(compiler, "after", sources, "-Adev.runcast.eventContractBaseline=" + baseline);

        assertThat(after.succeeded()).as(after.log()).isTrue();
    }

    private List<String> messages(String eventBefore, String before, String eventAfter, String after)
            throws IOException {
        return compare(source("First", eventBefore, before), source("First", eventAfter, after));
    }

    private List<String> compare(String before, String after) throws IOException {
        return compareWith(contract(before), after);
    }

    private String contract(String source) {
        Result compilation =
                compile(CompilerTool.JAVAC, "before", List.of(Source.of(source)), "-Adev.runcast.eventContract");
        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        return compilation.resource("META-INF/runcast/events.json");
    }

    private List<String> compareWith(String contract, String source) throws IOException {
        Path baseline = Files.writeString(output.resolve("events.json"), contract);
        return compile(
                        CompilerTool.JAVAC,
                        "after",
                        List.of(Source.of(source)),
                        "-Adev.runcast.eventContractBaseline=" + baseline)
                .diagnostics()
                .stream()
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    private Result compile(CompilerTool compiler, String folder, List<Source> sources, String option) {
        return compiler.run(output.resolve(folder), sources)
                .processors(new RunnableProcessor(), new EventContractProcessor())
                .options(option)
                .compile();
    }

    private static String source(String name, String event, String fields) {
        return """
                package com.example;

                import dev.runcast.annotations.*;
                import dev.runcast.annotations.Runnable;
                import java.math.*;
                import java.time.*;
                import java.util.*;
                import org.jspecify.annotations.*;

                @NullMarked
                class %s {
                  record Payload(%s) {}

                  @Runnable
                  @EmitsEvent(name = "%s", payload = Payload.class)
                  void run() {}

                %s}
                """.formatted(name, fields.contains(" field") ? fields : fields + " field", event, TYPES);
    }
}
