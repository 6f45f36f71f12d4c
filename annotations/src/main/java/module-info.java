/** The annotations that declare runnables and the events that they emit. */
module dev.runcast.annotations {
    exports dev.runcast.annotations;
}
