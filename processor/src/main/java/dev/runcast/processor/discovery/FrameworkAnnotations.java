package dev.runcast.processor.discovery;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Annotations by which frameworks find methods that they call themselves, with arguments of their own. */
public final class FrameworkAnnotations {
    private static final String LANGCHAIN4J_TOOL = "dev.langchain4j.agent.tool.Tool";

    /** Those that stand on methods, and those that stand on such annotations. */
    private static final Set<String> NAMES = Set.of(
            LANGCHAIN4J_TOOL,
            "io.micronaut.http.annotation.HttpMethodMapping",
            "io.quarkiverse.mcp.server.Tool",
            "jakarta.ws.rs.HttpMethod",
            "jakarta.ws.rs.Path",
            "org.eclipse.microprofile.reactive.messaging.Incoming",
            "org.springaicommunity.mcp.annotation.McpTool",
            "org.springframework.ai.tool.annotation.Tool",
            "org.springframework.amqp.rabbit.annotation.RabbitListener",
            "org.springframework.context.annotation.Bean",
            "org.springframework.context.event.EventListener",
            "org.springframework.jms.annotation.JmsListener",
            "org.springframework.kafka.annotation.KafkaListener",
            "org.springframework.messaging.handler.annotation.MessageMapping",
            "org.springframework.scheduling.annotation.Scheduled",
            "org.springframework.web.bind.annotation.ExceptionHandler",
            "org.springframework.web.bind.annotation.RequestMapping");

    private FrameworkAnnotations() {}

    /** Returns the first of them on {@code method}. */
    public static Optional<AnnotationMirror> on(ExecutableElement method) {
        return method.getAnnotationMirrors().stream()
                .<AnnotationMirror>map(annotation -> annotation)
                .filter(annotation -> isOne(annotation.getAnnotationType().asElement()))
                .findFirst();
    }

    /** Returns what of Runcast takes the place of such an annotation, if there is something. */
    public static Optional<String> bridgeFor(AnnotationMirror framework) {
        TypeElement annotation = (TypeElement) framework.getAnnotationType().asElement();
        return annotation.getQualifiedName().contentEquals(LANGCHAIN4J_TOOL)
                ? Optional.of("RunnableTools of runcast-langchain4j in its place")
                : Optional.empty();
    }

    private static boolean isOne(Element annotation) {
        return Stream.concat(
                        Stream.of(annotation),
                        annotation.getAnnotationMirrors().stream()
                                .map(meta -> meta.getAnnotationType().asElement()))
                .anyMatch(type ->
                        NAMES.contains(((TypeElement) type).getQualifiedName().toString()));
    }
}
