package io.drover.verticles.bus;

/** An address that questions are sent to, each of which gets one answer or runs into a deadline. */
public record Query<Q, A>(String address, Class<Q> question, Class<A> answer, Reach reach) {}
