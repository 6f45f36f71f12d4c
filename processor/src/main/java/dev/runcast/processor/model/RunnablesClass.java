package dev.runcast.processor.model;

import dev.runcast.processor.discovery.GeneratedNames;
import java.util.List;
import javax.lang.model.element.TypeElement;

/** The wrapper of {@code type}. */
public record RunnablesClass(TypeElement type, GeneratedNames names, List<RunnableMethod> methods) {}
