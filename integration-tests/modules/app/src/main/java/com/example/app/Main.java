package com.example.app;

import com.example.research.Progress;
import com.example.research.ResearchEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.ArrayList;
import java.util.List;

/** Fails unless everything works from module to module. */
final class Main {
    private Main() {}

    public static void main(String[] args) {
        check(Main.class.getModule().isNamed(), "This belongs on the module path.");
        SurveyRunnables survey = new SurveyRunnables(new Survey());

        List<Progress> seen = new ArrayList<>();
        RunnableConfig config = RunnableConfig.builder()
                .on(ResearchEvents.PROGRESS, progress -> seen.add(progress))
                .build();
        check(survey.withConfig(config).survey("tea").equals("about tea"), "A result got lost.");
        check(seen.equals(List.of(new Progress(1, 2))), "A listener saw " + seen);

        try (EventStream events = survey.surveyRunnable().streamEvents("tea")) {
            List<String> json = events.stream().map(StreamEvent::toJson).toList();
            check(
                    contains(json, "\"data\":{\"step\":1,\"total\":2}"),
                    "A package that is not open was not written by generated code: " + json);
            check(
                    contains(json, "opens com.example.app.closed to tools.jackson.databind;"),
                    "Nobody said what to open: " + json);
            check(contains(json, "\"data\":{\"output\":\"about tea\"}"), "The stream ended early: " + json);
        }
        System.out.println("Runnables work across modules.");
    }

    private static boolean contains(List<String> lines, String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }

    private static void check(boolean isRight, String fault) {
        if (!isRight) {
            throw new AssertionError(fault);
        }
    }
}
