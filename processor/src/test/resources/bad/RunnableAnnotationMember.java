package com.example;

import dev.runcast.annotations.Runnable;

@interface Marker {
  @Runnable
  String value();
//       ^ [RunnableAnnotationMember] @Runnable has no meaning on Marker.value, a member of an annotation type. Remove it.
}
