package dev.runcast.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jdt.internal.compiler.batch.Main;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is generated is plain ASCII, and the same for each encoding and each locale. Compilers run as processes, as build tools start
 * them, since an encoding that nobody sets comes from the environment.
 */
class EncodingTest {
    private static final List<Source> SOURCES = Source.resources("encoding");
    private static final String NONE = "none";

    /** What one compiler makes of the sources here, which others are to make of them everywhere. */
    @TempDir
    private static Path reference;

    @TempDir
    private Path output;

    @BeforeAll
    static void compileReference() {
        CompilerTool.Result compilation = CompilerTool.JAVAC
                .run(reference, SOURCES)
                .processors(new RunnableProcessor(), new EventContractProcessor())
                .options("-Adev.runcast.eventContract=true")
                .compile();
        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
    }

    static Stream<Arguments> environments() {
        return Stream.of(CompilerTool.values())
                .flatMap(compiler -> Stream.of(
                        Arguments.of(compiler, "UTF-8", "C.UTF-8", "en"),
                        Arguments.of(compiler, "US-ASCII", "C.UTF-8", "en"),
                        Arguments.of(compiler, "ISO-8859-1", "C", "en"),
                        Arguments.of(compiler, "UTF-16", "C.UTF-8", "en"),
                        Arguments.of(compiler, "windows-1252", "C.UTF-8", "tr"),
                        Arguments.of(compiler, NONE, "C", "en"),
                        Arguments.of(compiler, NONE, "C", "tr")))
                .filter(EncodingTest::isSupported);
    }

    /** ECJ reads what processors write in the encoding of the sources, and writes it in another. */
    private static boolean isSupported(Arguments environment) {
        return !(environment.get()[0] == CompilerTool.ECJ && environment.get()[1].equals("UTF-16"));
    }

    @ParameterizedTest(name = "{0} with encoding {1}, LC_ALL={2}, language {3}")
    @MethodSource("environments")
    void doesNotChangeWhatIsGenerated(CompilerTool compiler, String encoding, String locale, String language)
            throws Exception {
        Charset charset = encoding.equals("UTF-16") ? UTF_16 : US_ASCII;

        compile(compiler, encoding, charset, locale, language);

        assertThat(files(output.resolve("generated"), charset))
                .hasSize(2)
                .allSatisfy((path, text) -> assertThat(text).as(path).matches("[\\n -~]*"))
                .isEqualTo(files(reference.resolve("generated"), ISO_8859_1));
        assertThat(files(output.resolve("classes/META-INF"), ISO_8859_1))
                .hasSize(3)
                .isEqualTo(files(reference.resolve("classes/META-INF"), ISO_8859_1));
        assertThat(Files.readString(output.resolve("classes/META-INF/runcast/events.json")))
                .contains("\"name\": {\"const\": \"\u8fdb\u5ea6\"}", "\"lone \\ud83d\"");
        assertThat(run())
                .containsExactly(
                        "\u8fdb\u5ea6 Schritt[gr\u00f6\u00dfe=1, \ud835\udcb3=\u4e0a]",
                        "lone \ud83d null",
                        "lines\u2028\u2029\u0085\u000b null",
                        "\\\u8fdb\\u0041\"\\ null",
                        "\u4e0a\u00df",
                        "[\ud835\udcb3]",
                        "such\u00e4hnlich \u641c\u7d22 [\u00e4, \u0131, I] {schl\u00fcssel=\ud83d\ude00}",
                        "gr\u00f6\u00dfe");
    }

    private void compile(CompilerTool compiler, String encoding, Charset charset, String locale, String language)
            throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("java.home"), "bin");
        List<String> command = new ArrayList<>();
        if (compiler == CompilerTool.JAVAC) {
            command.addAll(List.of(home.resolve("javac").toString(), "-J-Duser.language=" + language));
            command.addAll(List.of("-Xlint:all", "-Werror", "--release", "17"));
        } else {
            command.addAll(List.of(home.resolve("java").toString(), "-Duser.language=" + language));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
            command.addAll(List.of("-source", "17", "-target", "17", "-failOnWarning"));
        }
        command.addAll(List.of("-classpath", JavacCommand.path(CompilerTool.CLASS_PATH)));
        command.addAll(List.of("-processorpath", JavacCommand.path(CompilerTool.CLASS_PATH)));
        command.addAll(List.of("-Adev.runcast.eventContract=true"));
        command.addAll(List.of(
                "-s", Files.createDirectories(output.resolve("generated")).toString()));
        command.addAll(
                List.of("-d", Files.createDirectories(output.resolve("classes")).toString()));
        if (!encoding.equals(NONE)) {
            command.addAll(List.of("-encoding", encoding));
        }
        for (Source source : SOURCES) {
            Path file = source.writeTo(output.resolve("sources"));
            command.add(Files.writeString(file, source.text(), charset).toString());
        }
        Path log = output.resolve("log");
        ProcessBuilder process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        process.environment().put("LC_ALL", locale);
        int status = process.start().waitFor();
        assertThat(status).as(Files.readString(log, ISO_8859_1)).isZero();
    }

    private static Map<String, String> files(Path folder, Charset charset) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file, charset));
            }
        }
        return texts;
    }

    @SuppressWarnings("unchecked")
    private List<String> run() throws Exception {
        URL[] classes = {output.resolve("classes").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, EncodingTest.class.getClassLoader())) {
            Object instance = loader.loadClass("com.example.Letters")
                    .getDeclaredConstructor()
                    .newInstance();
            return ((Supplier<List<String>>) instance).get();
        }
    }
}
