package dev.runcast.testkit.junit;

import dev.runcast.runtime.context.StrictContext;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Has a test, or each test of a class, fail for mistakes in the use of runs that the program does not notice, such as a scope that is
 * left open, or a run that has lost its parent: all that {@link StrictContext} finds from before {@code @BeforeEach} until after
 * {@code @AfterEach}.
 *
 * <p>A mistake fails the test that made it and no other. {@link StrictContext} watches the whole process, so where JUnit runs tests in
 * parallel it runs such a test class alone. What tests leave behind on threads that outlive them cannot be undone: where such
 * threads are shared by tests, a scope that one leaves open there is around the work of the next, too.
 *
 * @since 0.1
 */
@SuppressWarnings("exports") // JUnit is optional, and required by whoever uses this.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(StrictModeExtension.class)
@ResourceLock(Resources.GLOBAL)
public @interface StrictMode {}
