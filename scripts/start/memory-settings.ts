/**
 * What the C library of Linux reads when the server's process starts. Compilers, checks of passwords and large messages
 * take tens of MB for a moment; left to itself the library raises this number meanwhile and then keeps the memory for ever.
 */
export const memorySettings = { MALLOC_TRIM_THRESHOLD_: String(128 * 1024) };
