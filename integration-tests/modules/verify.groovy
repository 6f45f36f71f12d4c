def generated = { module, name ->
    new File(basedir, "$module/target/generated-sources/annotations/com/example/$module/${name}.java").text
}

// A module that reads java.compiler gets @Generated, and another compiles without.
assert generated('research', 'ResearchRunnables').contains('@Generated')
assert generated('research', 'ResearchEvents').contains('@Generated')
assert !generated('app', 'SurveyRunnables').contains('Generated')
assert !generated('app', 'SurveyEvents').contains('Generated')

assert new File(basedir, 'build.log').text.contains('Runnables work across modules.')
