package dev.runcast.processor;

import com.google.auto.service.AutoService;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.ClaimedAnnotations;
import dev.runcast.processor.discovery.Options;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Checks the types that have {@code @Runnable} methods, and generates their emitters and wrappers.
 *
 * <p>Files are written in the rounds, messages in the last one: an error before it would end the rounds at once, and leave
 * wrappers of other types unwritten and their users with symbols that cannot be found.
 */
@AutoService(Processor.class)
public final class RunnableProcessor extends AbstractProcessor {
    /** Elements do not outlive a round, so that only names are kept. */
    private final Set<String> typeNames = new LinkedHashSet<>();

    private Options options = new Options(Map.of());

    private @Nullable TypeProcessor types;

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
        types = new TypeProcessor(environment, options);
    }

    @Override
    @SuppressWarnings("DoNotClaimAnnotations") // See ClaimedAnnotations.
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        typeNames.addAll(AnnotatedType.namesIn(round, annotations));
        if (types != null && round.processingOver()) {
            types.report(typeNames, round.errorRaised());
        } else if (types != null) {
            types.generate(typeNames);
        }
        boolean isLastAsked = !options.asksForContract() || ClaimedAnnotations.isSecondAsked(round);
        return isLastAsked
                && ClaimedAnnotations.areAll(annotations, round, getClass().getName());
    }
}
