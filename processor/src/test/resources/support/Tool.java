package dev.langchain4j.agent.tool;

/** LangChain4j's annotation of methods that models may call. */
public @interface Tool {
  /** What the tool does. */
  String[] value() default "";
}
