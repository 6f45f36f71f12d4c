package dev.runcast.jfr;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import jdk.jfr.Label;
import jdk.jfr.MetadataDefinition;
import jdk.jfr.Name;
import jdk.jfr.Relational;

/** That a field is the id of a run, by which viewers bring events together. */
@Label("Run")
@MetadataDefinition
@Name("dev.runcast.RunId")
@Relational
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface RunId {}
