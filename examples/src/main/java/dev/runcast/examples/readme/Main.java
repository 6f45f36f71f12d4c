package dev.runcast.examples.readme;

import dev.runcast.runtime.RunnableConfig;
import java.io.IOException;

public class Main {
    public static void main(String[] args) throws IOException {
        var config = RunnableConfig.builder()
                .on(ResearchEvents.PROGRESS, progress -> System.out.println(progress.note()))
                .build();
        var research = new ResearchRunnables(new Research()).withConfig(config);
        System.out.println(research.research("tea")); // a plain typed call, inside a run
    }
}
