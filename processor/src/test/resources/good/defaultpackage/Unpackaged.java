import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

/** A class of the unnamed package. */
class Unpackaged {
  @Runnable
  @EmitsEvent(name = "done")
  void work(UnpackagedEvents events) {
    events.done();
  }
}
