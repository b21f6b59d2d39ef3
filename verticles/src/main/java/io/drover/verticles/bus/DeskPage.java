package io.drover.verticles.bus;

/**
 * A part of what the owner of a cluster says.
 *
 * @param member that says it
 * @param status as of HTTP
 * @param more names the answer, for its further pages
 * @param pages how many there are
 * @param text of this page: a part of the answer in Base64
 */
public record DeskPage(String member, int status, String more, int pages, String text) {}
