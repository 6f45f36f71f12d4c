/** The annotation processor of Runcast. Nothing is exported: javac finds it as a service. */
@SuppressWarnings("requires-automatic") // JavaPoet, which is relocated into the jar, as the contract is put into it.
module dev.runcast.processor {
    requires java.compiler;
    requires static com.google.auto.service;
    requires static com.palantir.javapoet;
    requires static dev.runcast.contract;
    requires static jdk.compiler;
    requires static org.jspecify;

    provides javax.annotation.processing.Processor with
            dev.runcast.processor.EventContractProcessor,
            dev.runcast.processor.RunnableProcessor;
}
