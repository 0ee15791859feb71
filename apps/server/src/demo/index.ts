import { demoPassword, shownLogins } from './logins.ts';

/** The logins that the demo shows on the sign-in page and `npm start` prints. They work only where the demo was seeded. */
export const demoLogins: { email: string; password: string; name: string; role: string }[] = shownLogins.map(
  (login) => ({ ...login, password: demoPassword }),
);
