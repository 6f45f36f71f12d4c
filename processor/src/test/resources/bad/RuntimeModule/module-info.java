module com.example {
  requires dev.runcast.annotations;
}
