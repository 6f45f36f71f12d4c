def root = new File(basedir, '../../../..')
def readme = new File(root, 'README.md').text
def guide = new File(root, 'docs/guide.md').text

def between = { String text, String from, String to ->
    assert text.contains(from) && text.contains(to)
    text.substring(text.indexOf(from), text.indexOf(to))
}
def blocks = { String text, String language ->
    (text =~ /(?s)```$language\n(.*?)```/).collect { it[1] }
}
def write = { String folder, String file, String text ->
    def target = new File(basedir, "$folder/$file")
    target.parentFile.mkdirs()
    target.text = text
}

// The pom.xml, and each class that is shown whole.
def copy = { String folder, String text ->
    write(folder, 'pom.xml', blocks(text, 'xml').find { it.contains('<project') })
    blocks(text, 'java').findAll { it.startsWith('import') }.each {
        def name = (it =~ /(?m)^(?:public )?(?:final )?(?:class|interface) (\w+)/)[0][1]
        def kind = name.endsWith('Test') ? 'test' : 'main'
        write(folder, "src/$kind/java/com/example/${name}.java", "package com.example;\n\n$it")
    }
}

copy('readme', between(readme, '# Runcast', '## Integrations'))
copy('guide', guide)
copy('spring-boot', between(readme, '### Spring Boot', '### LangChain4j'))
copy('langchain4j', between(readme, '### LangChain4j', '## What we promise'))

// The README links this class instead of showing it.
def examples = 'dev/runcast/examples/langchain4j'
def models = new File(root, "examples/langchain4j/src/main/java/$examples/Models.java").text
write('langchain4j', 'src/main/java/com/example/Models.java', models.replace(examples.replace('/', '.'), 'com.example'))
return true
