import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

void main() {
  greet("Ada");
}

@Runnable
@EmitsEvent(name = "greeted")
String greet(String who) {
//     ^ [RunnableCompactFile] greet is declared in a compact source file, whose classes no wrapper can refer to. Move it into a class in another file.
  return who;
}

static class Declared {
  @Runnable
  void work() {}
//     ^ [RunnableCompactFile] work is declared in a compact source file, whose classes no wrapper can refer to. Move it into a class in another file.
}
