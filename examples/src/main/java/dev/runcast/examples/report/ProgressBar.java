package dev.runcast.examples.report;

import java.io.PrintStream;

/** A progress bar on one line of a terminal. */
public final class ProgressBar {
    private static final int WIDTH = 40;

    private final PrintStream terminal;

    public ProgressBar(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** Draws the bar anew, over the last one. */
    public void update(Report.Progress progress) {
        int filled = WIDTH * progress.done() / Math.max(1, progress.total());
        String bar = "#".repeat(filled) + "-".repeat(WIDTH - filled);
        terminal.printf("\r[%s] %d/%d %s", bar, progress.done(), progress.total(), progress.step());
        terminal.flush();
    }

    /** Ends the line, so that what follows does not overwrite the bar. */
    public void done() {
        terminal.println();
    }
}
