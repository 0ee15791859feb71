import { z } from 'zod';

/** Fewest characters of a password. There are no rules about kinds of characters: they make passwords guessable. */
export const shortestPassword = 10;

/** A password that somebody chooses. That it is not one of the most common ones is the server's to check. */
export const newPasswordSchema = z.string().min(shortestPassword).max(1024);
