def publishedPom = { artifact ->
    def folder = new File(localRepositoryPath, "dev/runcast/$artifact")
    def poms = []
    folder.eachFileRecurse { if (it.name.endsWith('.pom')) poms << it }
    assert poms.size() == 1
    new groovy.xml.XmlSlurper().parse(poms[0])
}

// Who imports the bill of materials gets the versions of Runcast, and of nothing else.
def bom = publishedPom('runcast-bom')
assert bom.parent.isEmpty()
assert bom.dependencies.isEmpty()
assert bom.dependencyManagement.dependencies.dependency.groupId*.text().unique() == ['dev.runcast']

// The processor needs nothing beside its jar, and the runtime none of what it is built and tested with.
assert publishedPom('runcast-processor').dependencies.isEmpty()
def runtime = publishedPom('runcast-runtime')
assert runtime.parent.isEmpty()
assert runtime.dependencies.dependency.scope*.text().unique() == ['compile']
// What integrations need is not among it.
assert runtime.dependencies.dependency.artifactId*.text().sort() ==
        ['failsafe', 'jackson-databind', 'jspecify', 'runcast-annotations', 'slf4j-api']
