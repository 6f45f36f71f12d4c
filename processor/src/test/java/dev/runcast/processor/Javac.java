package dev.runcast.processor;

import com.google.testing.compile.Compiler;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;

/** javac by compile-testing, with every warning turned on and counted as an error. */
final class Javac {
    static final List<String> OPTIONS = options(17);

    private Javac() {}

    static Compiler strict() {
        return strict(new RunnableProcessor());
    }

    static Compiler strict(Processor... processors) {
        return strict(17, processors);
    }

    /** Returns the compiler for a version of Java. */
    static Compiler strict(int release, Processor... processors) {
        return Compiler.javac().withOptions(options(release)).withProcessors(withOtherAnnotations(List.of(processors)));
    }

    private static List<String> options(int release) {
        return List.of("--release", String.valueOf(release), "-Xlint:all", "-Werror");
    }

    static List<Processor> withOtherAnnotations(List<Processor> processors) {
        return Stream.concat(Stream.of(new OtherAnnotations()), processors.stream())
                .toList();
    }

    /** Returns the compiler with these options besides its own. */
    static Compiler withMoreOptions(Compiler compiler, String... options) {
        return compiler.withOptions(
                Stream.concat(compiler.options().stream(), Stream.of(options)).toList());
    }
}
