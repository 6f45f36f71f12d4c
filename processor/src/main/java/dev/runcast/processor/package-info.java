/**
 * The annotation processor: what javac calls, and the order of the work.
 *
 * <p>There is nothing here to program against. javac finds the processor by itself when its jar is on the processor path, and takes these
 * options:
 *
 * <table>
 * <caption>Options of javac</caption>
 * <tr><th scope="col">option</th><th scope="col">what it does</th></tr>
 * <tr><td>{@code -Adev.runcast.wrapperAnnotations=<names>}</td>
 *     <td>puts annotations, such as those of a framework, on the generated wrappers</td></tr>
 * <tr><td>{@code -Adev.runcast.eventContract}</td>
 *     <td>writes the contract of the module's events as JSON Schema and TypeScript</td></tr>
 * <tr><td>{@code -Adev.runcast.eventContractBaseline=<path>}</td>
 *     <td>fails the build when the contract breaks the one in this file</td></tr>
 * <tr><td>{@code -Adev.runcast.verbose=true}</td>
 *     <td>prints where the processor itself failed</td></tr>
 * </table>
 */
@NullMarked
package dev.runcast.processor;

import org.jspecify.annotations.NullMarked;
