import type { DueMail, MailText } from './mail-queue.ts';

/** A mail as the demo's mailbox page shows it. */
export interface KeptMail {
  recipient: string;
  subject: string;
  text: string;
  at: Date;
}

const mostKept = 100;
const mailbox: KeptMail[] = [];

/** The demo's end of the line: the newest mails stay in memory and are shown at /dev/mail. */
export async function keepInMailbox({ recipient, subject, text }: DueMail & MailText): Promise<void> {
  mailbox.unshift({ recipient, subject, text, at: new Date() });
  mailbox.splice(mostKept);
}

export function keptMail(): readonly KeptMail[] {
  return mailbox;
}
