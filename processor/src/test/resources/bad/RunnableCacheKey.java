package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.RunnableConfig;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;

class Library {
  @Runnable
  @EmitsEvent(name = "done")
  @Cacheable("books")
//^ [RunnableCacheKey] @Cacheable makes its key from all arguments of Library.find, but each run has its own config and events, so that it never finds an entry again. Add key = "#title" to @Cacheable.
  String find(String title, RunnableConfig config, LibraryEvents events) {
    events.done();
    return title;
  }

  @Runnable
  @Caching(cacheable = @Cacheable("books"), evict = @CacheEvict(value = "lists", allEntries = true))
//                     ^ [RunnableCacheKey] @Cacheable makes its key from all arguments of Library.search, but each run has its own config, so that it never finds an entry again. Add key = "{#title, #limit}" to @Cacheable.
  String search(String title, int limit, RunnableConfig config) {
    return title;
  }

  @Runnable
  @Cacheable("books")
//^ [RunnableCacheKey] @Cacheable makes its key from all arguments of Library.all, but each run has its own chunks, so that it never finds an entry again. Remove @Cacheable: a run that finds an entry would have no chunks.
  void all(ChunkSink<String> chunks) {}

  @Runnable
  @Cacheable(value = "books", key = "#title")
  String byKey(String title, RunnableConfig config) {
    return title;
  }

  @Runnable
  @Cacheable("books")
  String withoutConfig(String title) {
    return title;
  }

  @CacheConfig(keyGenerator = "titles")
  static class Generated {
    @Runnable
    @Cacheable("books")
    String find(String title, RunnableConfig config) {
      return title;
    }
  }

  @Cacheable("books")
  static class OnType {
    @Runnable
    String find(String title, RunnableConfig config) {
//         ^ [RunnableCacheKey] @Cacheable makes its key from all arguments of Library.OnType.find, but each run has its own config, so that it never finds an entry again. Add key = "#title" to @Cacheable.
      return title;
    }

    @Runnable
    @Cacheable(value = "books", keyGenerator = "titles")
    String search(String title, RunnableConfig config) {
      return title;
    }
  }

  static class OtherFrameworks {
    @Runnable
    @javax.cache.annotation.CacheResult
//  ^ [RunnableCacheKey] @CacheResult makes its key from all arguments of Library.OtherFrameworks.jsr, but each run has its own config, so that it never finds an entry again. Put @CacheKey on title and limit.
    String jsr(String title, int limit, RunnableConfig config) {
      return title;
    }

    @Runnable
    @javax.cache.annotation.CacheResult
    String jsrByKey(@javax.cache.annotation.CacheKey String title, RunnableConfig config) {
      return title;
    }

    @Runnable
    @io.quarkus.cache.CacheResult(cacheName = "books")
//  ^ [RunnableCacheKey] @CacheResult makes its key from all arguments of Library.OtherFrameworks.quarkus, but each run has its own config, so that it never finds an entry again. Add a keyGenerator to @CacheResult.
    String quarkus(RunnableConfig config) {
      return "";
    }

    @Runnable
    @io.quarkus.cache.CacheResult(cacheName = "books")
    String quarkusByKey(@io.quarkus.cache.CacheKey String title, RunnableConfig config) {
      return title;
    }

    @Runnable
    @io.micronaut.cache.annotation.Cacheable("books")
//  ^ [RunnableCacheKey] @Cacheable makes its key from all arguments of Library.OtherFrameworks.micronaut, but each run has its own config, so that it never finds an entry again. Add parameters = {"title", "limit"} to @Cacheable.
    String micronaut(String title, int limit, RunnableConfig config) {
      return title;
    }

    @Runnable
    @io.micronaut.cache.annotation.Cacheable(value = "books", parameters = "title")
    String micronautByKey(String title, RunnableConfig config) {
      return title;
    }
  }
}
