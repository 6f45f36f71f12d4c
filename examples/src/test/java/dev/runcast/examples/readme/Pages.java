package dev.runcast.examples.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages of the documentation. */
final class Pages {
    static final Path PROJECT = Path.of("..");
    static final Path README = PROJECT.resolve("README.md");
    static final Path DOCS = PROJECT.resolve("docs");

    private Pages() {}

    /** Returns the README, the page of the client in TypeScript and all pages below {@code docs/}. */
    static List<Path> all() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(
                README,
                PROJECT.resolve("CONTRIBUTING.md"),
                PROJECT.resolve("CHANGELOG.md"),
                PROJECT.resolve("clients/typescript/README.md")));
        try (Stream<Path> files = Files.walk(DOCS)) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    /** Returns those that are for users: all but the records of decisions. */
    static List<Path> ofUsers() throws IOException {
        return all().stream()
                .filter(page -> !page.startsWith(DOCS.resolve("decisions")))
                .toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
