package com.example;

import dev.runcast.annotations.Runnable;

class Loader {
  @Runnable
  String loadUrl(String host, int port) {
    return host + port;
  }

  @Runnable
  String loadURL(String host, String path) {
//       ^ [RunnableFileClash] loadUrl(String, int) and loadURL(String, String) would become the classes LoaderRunnables.LoadUrlInput and LoaderRunnables.LoadURLInput, whose files have the same name on macOS and Windows. Rename one.
    return host + path;
  }

  @Runnable(name = "loadurl")
//                 ^ [RunnableFileClash] loadUrl(String, int) and load(String, String, int) would become the classes LoaderRunnables.LoadUrlInput and LoaderRunnables.LoadurlInput, whose files have the same name on macOS and Windows. Rename one.
  String load(String host, String path, int port) {
    return host + path + port;
  }

  @Runnable
  String loaduRL(String host) {
    return host;
  }

  static class Part {
    @Runnable
    void work() {}
  }
}

final class Loader_part {
//    ^ [RunnableFileClash] Loader.Part and Loader_part would become the classes com.example.Loader_PartRunnables and com.example.Loader_partRunnables, whose files have the same name on macOS and Windows. Rename one.
  @Runnable
  void work() {}
}
