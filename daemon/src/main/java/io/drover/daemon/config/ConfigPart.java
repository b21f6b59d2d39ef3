package io.drover.daemon.config;

/** A record whose components are keys of the configuration file, by the same names. */
interface ConfigPart {}
