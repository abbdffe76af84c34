/** A command that was not understood, or that must not be done. */
export class Misuse extends Error {}
