package dev.runcast.langsmith;

/** What is kept of runs that go on, and what is sent at once. */
record Limits(int openRuns, int eventsPerRun, int batchBytes) {
    /** Returns how long one value is at most as JSON, or the events of one run are, so that a run fits into a batch. */
    int valueCharacters() {
        return batchBytes / 8;
    }
}
