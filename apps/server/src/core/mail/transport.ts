import type { Environment } from '../environment.ts';
import { keepInMailbox } from './demo-mailbox.ts';
import type { DueMail, MailText } from './mail-queue.ts';

/** Hands a mail on; it is safe once this resolves. */
export type MailTransport = (mail: DueMail & MailText) => Promise<void>;

/** SMTP where it is configured, in the demo else the mailbox page; null where mail has to wait for a configuration. */
export function mailTransport(environment: Environment): MailTransport | null {
  if (environment.SMTP_URL) return smtpTransport(environment.SMTP_URL, environment.MAIL_FROM);
  if (environment.MUSTER_DEMO) return keepInMailbox;
  return null;
}

/** Loaded with the first mail: a server that sends none does without it. */
async function openTransporter(url: string) {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    pool: true,
    maxConnections: 3,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
}

function smtpTransport(url: string, from: string): MailTransport {
  let opened: ReturnType<typeof openTransporter> | undefined;
  return async ({ id, recipient, subject, text, html }) => {
    // The same id when it is tried again, so that a mail server can tell that it has it already.
    const messageId = `<${id}@${domainOf(from)}>`;
    const headers = { 'Auto-Submitted': 'auto-generated' };
    opened ??= openTransporter(url);
    const transporter = await opened;
    await transporter.sendMail({ from, to: recipient, subject, text, html, messageId, headers });
  };
}

function domainOf(from: string): string {
  return /@([\w.-]+)/.exec(from)?.[1] ?? 'muster.invalid';
}
