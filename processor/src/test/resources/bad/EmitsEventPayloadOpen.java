package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.TypeRef;
import java.util.List;

class Greeter<N> {
  @Runnable
  @EmitsEvent(name = "any", payload = TypeRef.class)
//                                           ^ [EmitsEventPayloadOpen] TypeRef does not say which type it names. Name it in full, as class Hits extends TypeRef<List<Hit>> does.
  @EmitsEvent(name = "raw", payload = Raw.class)
//                                       ^ [EmitsEventPayloadOpen] Greeter.Raw does not say which type it names. Name it in full, as class Hits extends TypeRef<List<Hit>> does.
  @EmitsEvent(name = "lists", payload = Lists.class)
//                                           ^ [EmitsEventPayloadOpen] Greeter.Lists does not say which type it names. Name it in full, as class Hits extends TypeRef<List<Hit>> does.
  @EmitsEvent(name = "hits", payload = Hits.class)
  void greet(GreeterEvents events) {}

  @Runnable
  @EmitsEvent(name = "names", payload = Names.class)
//                                           ^ [EmitsEventPayloadOpen] Greeter.Names does not say which type it names. Name it in full, as class Hits extends TypeRef<List<Hit>> does.
  void tell(GreeterEvents events) {}

  @SuppressWarnings("rawtypes")
  static class Raw extends TypeRef {}

  static class Lists<T> extends TypeRef<List<T>> {}

  class Names extends TypeRef<List<? super N[]>> {}

  static class Hits extends TypeRef<List<String>> {}
}
