package dev.runcast.processor;

import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Claims the annotations of others in the sources of the tests, so that javac warns only of those that Runcast should claim. */
@SupportedAnnotationTypes({
    "com.example.*",
    "com.fasterxml.jackson.annotation.*",
    "dev.langchain4j.agent.tool.*",
    "org.jspecify.annotations.*",
    "org.springframework.web.bind.annotation.*"
})
public final class OtherAnnotations extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        return true;
    }
}
