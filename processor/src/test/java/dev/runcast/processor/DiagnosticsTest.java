package dev.runcast.processor;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.CompilationSubject;
import com.google.testing.compile.Compiler;
import dev.runcast.processor.CompilerTool.Result;
import dev.runcast.processor.diagnostic.DiagnosticId;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every message has a source in {@code bad/} that is named after its id, or a folder of sources. A comment line in it, such as
 * {@code // ^ [RunnablePrivate] …}, says which message points where, at the line above. One that begins with {@code // [} has a message
 * that points nowhere. {@code support/} has what sources name of frameworks and other languages; cases of event contracts have the
 * committed contract in {@code contract/baselines}. A line that ends in {@code // and so on, up to 9} stands for nine that are numbered.
 */
class DiagnosticsTest {
    private static final Pattern EXPECTATION = Pattern.compile("^(// *)\\^ (.*)$");
    private static final Pattern UNPLACED = Pattern.compile("^// (\\[.*)$");
    private static final Pattern REPETITION = Pattern.compile("(?m)^(.*)1(.*) // and so on, up to (\\d+)$");
    private static final String BASELINES = "src/test/resources/contract/baselines";
    private static final String BASELINE_OPTION = "-Adev.runcast.eventContractBaseline=";
    private static final String MODULE = "RuntimeModule";
    private static final String OLD_VERSION = "JavaVersion.java";
    private static final String COMPACT_FILE = "RunnableCompactFile.java";

    @TempDir
    private Path output;

    static List<String> cases() {
        return Source.names("bad");
    }

    /** As a tool, ECJ finds no modules on a module path. It shows nothing by which a compact source file is known. */
    static List<String> casesOfOtherCompilers() {
        return cases().stream()
                .filter(name -> !name.equals(MODULE) && !name.equals(COMPACT_FILE))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pointsAtTheMistake(String name) {
        assumeTrue(release(name) <= Runtime.version().feature());
        List<Source> sources = Source.resources("bad/" + name);

        Compilation compilation = javac(name).compile(Source.toFileObjects(withSupport(name, sources)));

        if (Boolean.getBoolean("golden.update")) {
            update(name, sources, messages(compilation));
            return;
        }
        List<Message> expected = expectations(sources);
        expected.forEach(message -> message.assertIn(compilation));
        assertThat(messages(compilation)).hasSameSizeAs(expected);
    }

    @ParameterizedTest
    @MethodSource("casesOfOtherCompilers")
    void saysTheSameInOtherCompilers(String name) {
        List<Source> sources = Source.resources("bad/" + name);

        Result result = CompilerTool.ECJ
                .run(output, withSupport(name, sources))
                .classPath(classPath(name))
                .processors(processors(name))
                .release(release(name))
                .options(options(name))
                .compile();
        List<String> texts = result.diagnostics().stream()
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .filter(text -> text.startsWith("["))
                .toList();

        assertThat(texts)
                .as(result.log())
                .containsExactlyInAnyOrderElementsOf(expectations(sources).stream()
                        .map(Message::text)
                        .filter(text -> !isOnlyForJavac(text))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void hasACase(DiagnosticId id) {
        assertThat(cases()).containsAnyOf(id.id() + ".java", id.id());
    }

    @ParameterizedTest
    @EnumSource
    void endsInAFullStop(DiagnosticId id) {
        assertThat(id.text()).endsWith(".").doesNotContain("!", "please", "illegal");
    }

    private static Compiler javac(String name) {
        return Javac.withMoreOptions(Javac.strict(release(name), processors(name)), options(name))
                .withClasspath(classPath(name).stream().map(Path::toFile).toList());
    }

    private static List<Source> withSupport(String name, List<Source> sources) {
        List<Source> all = new ArrayList<>();
        sources.forEach(source -> all.add(withRepetitions(source)));
        if (!name.equals(MODULE) && !name.equals(OLD_VERSION)) {
            all.addAll(Source.resources("support"));
        }
        return all;
    }

    /** Writes a line as often as it says, in one line, so that the lines below stay where they are. */
    private static Source withRepetitions(Source source) {
        String text = REPETITION
                .matcher(source.text())
                .replaceAll(line -> IntStream.rangeClosed(1, Integer.parseInt(line.group(3)))
                        .mapToObj(number -> line.group(1) + number + line.group(2))
                        .collect(Collectors.joining()));
        return new Source(source.path(), text);
    }

    private static List<Path> classPath(String name) {
        return switch (name) {
            case "RuntimeMissing.java" -> classPathWithout("runtime");
            case "KotlinMissing.java" -> classPathWithout("integrations/kotlin", "runcast-kotlin");
            case "ReactorMissing.java" -> classPathWithout("integrations/reactor", "runcast-reactor");
            default -> CompilerTool.CLASS_PATH;
        };
    }

    private static Processor[] processors(String name) {
        return switch (name) {
            case "WriteFailed.java" -> new Processor[] {failing(new IOException("no space left"))};
            case "RunnableInternal.java" -> new Processor[] {failing(new IllegalStateException("a bug"))};
            default ->
                name.startsWith("EventContract")
                        ? new Processor[] {new RunnableProcessor(), new EventContractProcessor()}
                        : new Processor[] {new RunnableProcessor()};
        };
    }

    private static FilerSpy failing(Exception failure) {
        return new FilerSpy((className, origins) -> {
            if (failure instanceof IOException io) {
                throw io;
            }
            throw (RuntimeException) failure;
        });
    }

    private static int release(String name) {
        return switch (name) {
            case OLD_VERSION -> 11;
            case COMPACT_FILE -> 25;
            default -> 17;
        };
    }

    private static String[] options(String name) {
        return switch (name) {
            case MODULE -> new String[] {"--module-path", System.getProperty("java.class.path")};
            case "WrapperAnnotation.java" ->
                new String[] {
                    "-Adev.runcast.wrapperAnnotations=com.example.Missing, java.lang.Deprecated,java.lang.String"
                };
            case "OptionUnknown.java" -> new String[] {"-Adev.runcast.verbos=true", "-Adev.runcast.unheard"};
            case "OptionValue.java" -> new String[] {"-Adev.runcast.verbose=yes"};
            case "EventContractBaselineUnreadable.java" -> new String[] {BASELINE_OPTION + BASELINES};
            default ->
                name.startsWith("EventContract")
                        ? new String[] {BASELINE_OPTION + BASELINES + "/" + name.replace(".java", ".json")}
                        : new String[0];
        };
    }

    private static boolean isOnlyForJavac(String text) {
        return text.startsWith("[EmitsEventUndeclared]")
                || text.startsWith("[EmitsEventUnemitted]")
                || text.startsWith("[RunnableAnnotationMember]")
                || text.startsWith("[RunnableContextLost]")
                || text.startsWith("[RunnableLocalClass]")
                || text.startsWith("[RunnableSelfCall]")
                || !text.startsWith("[");
    }

    private static List<Path> classPathWithout(String... parts) {
        return CompilerTool.CLASS_PATH.stream()
                .filter(entry ->
                        Stream.of(parts).noneMatch(entry.toString().replace(File.separatorChar, '/')::contains))
                .toList();
    }

    private static List<Message> messages(Compilation compilation) {
        return compilation.diagnostics().stream()
                .map(Message::of)
                .filter(message -> message.line() > 0 || message.text().startsWith("["))
                .sorted(comparing(Message::line).thenComparing(Message::column))
                .toList();
    }

    private static boolean isPlaced(Diagnostic<?> diagnostic) {
        return diagnostic.getSource() != null && diagnostic.getLineNumber() > 0;
    }

    private static List<Message> expectations(List<Source> sources) {
        List<Message> expectations = new ArrayList<>();
        for (Source source : sources) {
            List<String> lines = source.text().lines().toList();
            int line = 0;
            for (int i = 0; i < lines.size(); i++) {
                Matcher expectation = EXPECTATION.matcher(lines.get(i));
                Matcher unplaced = UNPLACED.matcher(lines.get(i));
                if (unplaced.matches()) {
                    expectations.add(new Message("", 0, 0, unplaced.group(1)));
                } else if (expectation.matches()) {
                    expectations.add(new Message(
                            Path.of(source.path()).getFileName().toString(),
                            line,
                            expectation.group(1).length() + 1,
                            expectation.group(2)));
                } else {
                    line = i + 1;
                }
            }
        }
        return expectations;
    }

    private static void update(String name, List<Source> sources, List<Message> messages) {
        boolean isFolder = !name.endsWith(".java");
        for (Source source : sources) {
            String file = isFolder ? Path.of(source.path()).getFileName().toString() : name;
            new Source(file, expecting(messages, source)).update(isFolder ? "bad/" + name : "bad");
        }
    }

    private static String expecting(List<Message> messages, Source source) {
        List<String> lines = new ArrayList<>();
        int line = 0;
        String file = Path.of(source.path()).getFileName().toString();
        messages.stream()
                .filter(message -> message.line() == 0)
                .map(message -> "// " + message.text())
                .forEach(lines::add);
        for (String text : source.text().lines().toList()) {
            line++;
            if (EXPECTATION.matcher(text).matches() || UNPLACED.matcher(text).matches()) {
                continue;
            }
            lines.add(text);
            for (Message message : messages) {
                if (message.file().equals(file) && message.line() == line) {
                    lines.add("//" + " ".repeat((int) message.column() - 3) + "^ " + message.text());
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    /** A message and where it points. */
    private record Message(String file, long line, long column, String text) {
        void assertIn(Compilation compilation) {
            CompilationSubject subject = CompilationSubject.assertThat(compilation);
            CompilationSubject.DiagnosticInFile found =
                    isWarning() ? subject.hadWarningContaining(text) : subject.hadErrorContaining(text);
            if (line > 0) {
                found.inFile(fileIn(compilation)).onLine(line).atColumn(column);
            }
        }

        private boolean isWarning() {
            return Stream.of(DiagnosticId.values())
                    .anyMatch(id -> id.kind() == Diagnostic.Kind.WARNING && text.startsWith("[" + id.id() + "]"));
        }

        private JavaFileObject fileIn(Compilation compilation) {
            return compilation.sourceFiles().stream()
                    .filter(source -> Path.of(source.getName()).endsWith(file))
                    .findFirst()
                    .orElseThrow();
        }

        static Message of(Diagnostic<? extends JavaFileObject> diagnostic) {
            String text = diagnostic.getMessage(Locale.ROOT).lines().findFirst().orElse("");
            if (!isPlaced(diagnostic)) {
                return new Message("", 0, 0, text);
            }
            return new Message(
                    Path.of(diagnostic.getSource().getName()).getFileName().toString(),
                    diagnostic.getLineNumber(),
                    diagnostic.getColumnNumber(),
                    text);
        }
    }
}
