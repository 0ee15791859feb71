import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { eventually } from '../../support/eventually.ts';

/** A mail server of a test: it really speaks SMTP, and keeps what it took. */
export interface MailServer {
  /** For SMTP_URL. */
  url: string;
  /** The next mail to an address, in the order in which they came. */
  next(recipient: string): Promise<Email>;
  /** How many mails to an address came so far, taken or not. */
  countOf(recipient: string): number;
  /** Answers the next mails with "try again later". */
  refuse(count: number): void;
  stop(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const received: Email[] = [];
  const taken = new Set<Email>();
  let refusals = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refusals > 0) {
          refusals--;
          return done(Object.assign(new Error('Try again later'), { responseCode: 451 }));
        }
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          received.push(mail);
          done();
        });
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const to = (recipient: string) => received.filter((mail) => mail.to?.some(({ address }) => address === recipient));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    countOf: (recipient) => to(recipient).length,
    next: async (recipient) => {
      const mail = await eventually(
        `mail to ${recipient}`,
        () => to(recipient).find((each) => !taken.has(each)),
        20_000,
      );
      taken.add(mail);
      return mail;
    },
    refuse: (count) => {
      refusals = count;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The token in the link of a mail. */
export function tokenIn(mail: Email): string {
  const token = /#token=([\w-]{43})/.exec(mail.text ?? '')?.[1];
  if (!token) throw new Error(`There is no link in this mail: ${mail.text}`);
  return token;
}
