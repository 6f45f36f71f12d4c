package com.example;

import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;

class Greeter {
  @Runnable(type = RunType.RETRIEVER)
//                        ^ [RunnableRetrieverQuery] Greeter.find is a RETRIEVER with no input parameters, and a retriever has one, the query. Keep one, or choose another type.
  void find() {}

  @Runnable(type = RunType.RETRIEVER)
//                        ^ [RunnableRetrieverQuery] Greeter.search is a RETRIEVER with 2 input parameters, and a retriever has one, the query. Keep one, or choose another type.
  void search(String query, int limit, RunnableConfig config) {}
}
