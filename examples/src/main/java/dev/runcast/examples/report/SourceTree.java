package dev.runcast.examples.report;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The files below a directory: finds them, and counts what is in them. */
public class SourceTree {
    /** A file that is left out of the report, and why. */
    public record Skipped(String file, String reason) {}

    /** What was counted in a file. */
    public record FileSize(String file, long lines, long blankLines, long bytes) {}

    /**
     * Finds the text files of a directory, sorted by name, without those in hidden folders and build folders.
     *
     * @param directory where to look
     */
    @Runnable(name = "find_files", type = RunType.TOOL, description = "Finds the source files below a directory.")
    public List<String> find(String directory) throws IOException {
        Path root = Path.of(directory);
        List<String> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name =
                        folder.getFileName() == null ? "" : folder.getFileName().toString();
                boolean leftOut = name.startsWith(".") || name.equals("target") || name.equals("node_modules");
                return leftOut && !folder.equals(root) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !file.getFileName().toString().startsWith(".")) {
                    files.add(file.toString());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(files);
        return files;
    }

    /** Counts the lines of each file. Files that are no UTF-8 text are skipped. */
    @Runnable(name = "count_lines", description = "Counts the lines of files.")
    @EmitsEvent(name = "counted", payload = FileSize.class, description = "A file has been counted.")
    @EmitsEvent(name = "skipped", payload = Skipped.class, description = "A file is no text.")
    public List<FileSize> countLines(List<String> files, SourceTreeEvents events) throws IOException {
        List<FileSize> sizes = new ArrayList<>();
        for (String file : files) {
            try {
                List<String> lines = Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
                long blank = lines.stream().filter(String::isBlank).count();
                FileSize size = new FileSize(file, lines.size(), blank, Files.size(Path.of(file)));
                sizes.add(size);
                events.counted(size);
            } catch (MalformedInputException noText) {
                events.skipped(file, "not UTF-8 text");
            }
        }
        return sizes;
    }
}
