package dev.runcast.processor.contract;

import static dev.runcast.processor.diagnostic.DiagnosticId.EVENT_CONTRACT_BASELINE_FORMAT;
import static dev.runcast.processor.diagnostic.DiagnosticId.EVENT_CONTRACT_BASELINE_INVALID;
import static dev.runcast.processor.diagnostic.DiagnosticId.EVENT_CONTRACT_BASELINE_MISSING;
import static dev.runcast.processor.diagnostic.DiagnosticId.EVENT_CONTRACT_BASELINE_UNREADABLE;

import dev.runcast.contract.model.Contract;
import dev.runcast.contract.parser.ContractParser;
import dev.runcast.contract.parser.InvalidContractException;
import dev.runcast.contract.parser.UnknownFormatException;
import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.DiagnosticId;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.discovery.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The committed contract.
 *
 * @param path the file, as the option names it
 * @param contract empty if there is a fault
 * @param fault why it could not be read
 */
public record Baseline(String path, Optional<Contract> contract, Optional<Diagnostic> fault) {
    /** Reads the file at {@code path}. */
    public static Baseline read(String path) {
        try {
            Contract contract = ContractParser.parse(Files.readString(Path.of(path)));
            return new Baseline(path, Optional.of(contract), Optional.empty());
        } catch (UnknownFormatException error) {
            return faulty(path, EVENT_CONTRACT_BASELINE_FORMAT, reason(error), Contract.FORMAT);
        } catch (NoSuchFileException missing) {
            return faulty(
                    path, EVENT_CONTRACT_BASELINE_MISSING, Options.EVENT_CONTRACT_BASELINE, ContractOptions.JSON_FILE);
        } catch (IOException | InvalidPathException error) {
            return faulty(path, EVENT_CONTRACT_BASELINE_UNREADABLE, reason(error), Options.EVENT_CONTRACT_BASELINE);
        } catch (InvalidContractException error) {
            return faulty(path, EVENT_CONTRACT_BASELINE_INVALID, reason(error), ContractOptions.JSON_FILE);
        }
    }

    private static Baseline faulty(String path, DiagnosticId id, Object first, Object second) {
        Diagnostic fault = Diagnostic.of(id, new Position.Nowhere(), path, first, second);
        return new Baseline(path, Optional.empty(), Optional.of(fault));
    }

    private static String reason(Exception error) {
        return error.getMessage() == null ? error.toString() : error.getMessage();
    }
}
