package dev.runcast.processor.validation;

import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_CACHE_KEY;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_CHAT_MODEL_MESSAGES;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_FRAMEWORK_METHOD;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_METADATA;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_METADATA_REPEATED;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_NAME;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_RETRIEVER_QUERY;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_TAG_BLANK;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_TAG_REPEATED;

import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotationUse;
import dev.runcast.processor.discovery.CacheAnnotation;
import dev.runcast.processor.discovery.FrameworkAnnotations;
import dev.runcast.processor.discovery.ParameterRole;
import dev.runcast.processor.discovery.RunType;
import dev.runcast.processor.discovery.TypeMirrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.VariableElement;

/** Checks what {@code @Runnable} says, and what stands beside it. */
final class RunnableAnnotations {
    private RunnableAnnotations() {}

    /** Returns what is wrong with the annotations of {@code method}, of which {@code annotation} makes it a runnable. */
    static List<Diagnostic> faults(AnnotationUse annotation, AnnotatedMethod method) {
        List<Diagnostic> faults = new ArrayList<>();
        Optional<Diagnostic> missing = MissingValues.fault(
                annotation, annotation.missingValue(), method.type().names().runnables());
        if (missing.isPresent()) {
            faults.add(missing.get());
            return faults;
        }
        if (method.runName().isBlank()) {
            faults.add(Diagnostic.of(
                    RUNNABLE_NAME, annotation.position("name"), method.element().getSimpleName()));
        }
        faults.addAll(tagFaults(annotation));
        faults.addAll(metadataFaults(annotation));
        int inputs = method.parameters(ParameterRole.INPUT).size();
        if (method.runType() == RunType.RETRIEVER && inputs != 1) {
            faults.add(Diagnostic.of(
                    RUNNABLE_RETRIEVER_QUERY,
                    annotation.position("type"),
                    method.displayName(),
                    inputs == 0 ? "no" : inputs));
        }
        if (method.runType() == RunType.CHAT_MODEL && !takesMessages(method)) {
            faults.add(Diagnostic.of(RUNNABLE_CHAT_MODEL_MESSAGES, annotation.position("type"), method.displayName()));
        }
        FrameworkAnnotations.on(method.element())
                .ifPresent(framework -> faults.addAll(frameworkFaults(framework, method)));
        if (!method.injected().isEmpty()) {
            CacheAnnotation.on(method).ifPresent(cache -> faults.add(cacheFault(cache, method)));
        }
        return faults;
    }

    private static boolean takesMessages(AnnotatedMethod method) {
        List<VariableElement> inputs = method.parameters(ParameterRole.INPUT);
        return inputs.size() == 1
                && TypeMirrors.erasedName(inputs.get(0).asType()).equals("java.util.List");
    }

    private static List<Diagnostic> tagFaults(AnnotationUse annotation) {
        List<Diagnostic> faults = new ArrayList<>();
        Set<String> tags = new HashSet<>();
        for (AnnotationValue value : annotation.values("tags")) {
            String tag = value.getValue().toString();
            if (tag.isBlank()) {
                faults.add(Diagnostic.of(RUNNABLE_TAG_BLANK, annotation.position(value)));
            } else if (!tags.add(tag)) {
                faults.add(Diagnostic.of(RUNNABLE_TAG_REPEATED, annotation.position(value), tag));
            }
        }
        return faults;
    }

    private static List<Diagnostic> metadataFaults(AnnotationUse annotation) {
        List<Diagnostic> faults = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (AnnotationValue value : annotation.values("metadata")) {
            String entry = value.getValue().toString();
            String key = entry.indexOf('=') < 0
                    ? ""
                    : entry.substring(0, entry.indexOf('=')).strip();
            if (key.isEmpty()) {
                faults.add(Diagnostic.of(RUNNABLE_METADATA, annotation.position(value), entry));
            } else if (!keys.add(key)) {
                faults.add(Diagnostic.of(RUNNABLE_METADATA_REPEATED, annotation.position(value), key));
            }
        }
        return faults;
    }

    private static Diagnostic cacheFault(CacheAnnotation cache, AnnotatedMethod method) {
        return Diagnostic.of(
                RUNNABLE_CACHE_KEY,
                cache.position(),
                cache.name(),
                method.displayName(),
                injected(method),
                cache.remedy());
    }

    private static String injected(AnnotatedMethod method) {
        return method.injected().stream()
                .map(parameter -> parameter.getSimpleName().toString())
                .collect(Collectors.joining(" and "));
    }

    private static List<Diagnostic> frameworkFaults(AnnotationMirror framework, AnnotatedMethod method) {
        String injected = injected(method);
        String name = framework.getAnnotationType().asElement().getSimpleName().toString();
        return injected.isEmpty()
                ? List.of()
                : List.of(Diagnostic.of(
                        RUNNABLE_FRAMEWORK_METHOD,
                        Position.of(method.element(), framework, null),
                        name,
                        method.displayName(),
                        injected,
                        name,
                        method.type().names().runnables()
                                + FrameworkAnnotations.bridgeFor(framework)
                                        .map(bridge -> ", or use " + bridge)
                                        .orElse("")));
    }
}
