package io.drover.daemon.config;

/**
 * How much history is kept on disk.
 *
 * @param maxFileSize default 50 MiB
 * @param files default 5
 */
public record JournalConfig(DataSize maxFileSize, int files) implements ConfigPart {}
