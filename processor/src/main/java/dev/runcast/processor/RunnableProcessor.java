package dev.runcast.processor;

import com.google.auto.service.AutoService;
import dev.runcast.processor.discovery.ClaimedAnnotations;
import dev.runcast.processor.discovery.Options;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Checks the types that have {@code @Runnable} methods, and generates their emitters and wrappers. */
@AutoService(Processor.class)
public final class RunnableProcessor extends AbstractProcessor {
    private Options options = new Options(Map.of());

    private @Nullable Rounds rounds;

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return ClaimedAnnotations.NAMES;
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Options.NAMES;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        options = Options.of(environment.getOptions());
        rounds = new Rounds(environment, options);
    }

    @Override
    @SuppressWarnings("DoNotClaimAnnotations") // See ClaimedAnnotations.
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (rounds != null) {
            rounds.add(round, annotations);
            if (round.processingOver()) {
                rounds.report(round.errorRaised());
            } else {
                rounds.generate();
            }
        }
        boolean isLastAsked = !options.asksForContract() || ClaimedAnnotations.isSecondAsked(round);
        return isLastAsked
                && ClaimedAnnotations.areAll(annotations, round, getClass().getName());
    }
}
