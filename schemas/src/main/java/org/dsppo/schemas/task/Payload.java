package org.dsppo.schemas.task;

/**
 * What to run, for the executor alone: a JSON object that is passed on unread.
 *
 * @param json the object as one line of JSON
 */
public record Payload(String json) {}
