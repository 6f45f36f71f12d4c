package dev.runcast.examples.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** That what the build publishes is complete. */
class PublishedModulesTest {
    private static final Path PROJECT = Path.of("..");

    @Test
    void theBillOfMaterialsHasEveryPublishedArtifact() {
        assertThat(read(PROJECT.resolve("bom"))
                        .texts("/project/dependencyManagement/dependencies/dependency/artifactId"))
                .as("artifacts in bom/pom.xml, in the order of the alphabet")
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(publishedArtifacts()
                        .map(Pom::artifactId)
                        .filter(artifact -> !artifact.equals("runcast-bom"))
                        .toList());
    }

    @Test
    void everyPublishedModuleSaysWhatItIs() {
        assertThat(publishedArtifacts())
                .allSatisfy(pom -> assertThat(pom.texts("/project/name | /project/description"))
                        .as("name and description in the pom.xml of %s", pom.artifactId())
                        .hasSize(2)
                        .doesNotContain(""));
    }

    private static Stream<Pom> publishedArtifacts() {
        return read(PROJECT).texts("//modules/module").stream()
                .map(module -> read(PROJECT.resolve(module)))
                .filter(Pom::isPublished);
    }

    private static Pom read(Path folder) {
        try {
            return new Pom(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve("pom.xml").toFile()));
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** The {@code pom.xml} of a module. */
    private record Pom(Document document) {
        private static final XPath XPATH = XPathFactory.newInstance().newXPath();

        String artifactId() {
            return texts("/project/artifactId").get(0);
        }

        boolean isPublished() {
            return !texts("/project/properties/maven.deploy.skip").contains("true");
        }

        /** Returns the texts of all elements at a path. */
        List<String> texts(String path) {
            try {
                NodeList nodes = (NodeList) XPATH.evaluate(path, document, XPathConstants.NODESET);
                return IntStream.range(0, nodes.getLength())
                        .mapToObj(i -> nodes.item(i).getTextContent().strip())
                        .toList();
            } catch (XPathExpressionException wrong) {
                throw new AssertionError(wrong);
            }
        }
    }
}
