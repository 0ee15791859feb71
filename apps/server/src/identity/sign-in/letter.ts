import type { MailText } from '../../core/mail/mail-queue.ts';

/** A mail with one thing to do in it. */
export interface Letter {
  subject: string;
  greeting: string;
  /** Paragraphs before the button. */
  before: string[];
  button: string;
  /** Paragraphs after it. */
  after: string[];
}

const languages = ['en', 'fr'] as const;
/** A language that mails are written in. */
export type Language = (typeof languages)[number];

/** The language of a person's mails; English where theirs is none of them. */
export function languageOf(locale: string): Language {
  return languages.find((language) => locale.startsWith(language)) ?? 'en';
}

/** The letter as plain text and as HTML. */
export function write(language: Language, letter: Letter, link: string): MailText {
  const { subject, greeting, before, button, after } = letter;
  return {
    // A name with a line break in it must not become a header of its own.
    subject: subject.replaceAll(/\s+/g, ' '),
    text: [greeting, ...before, `${button}:\n${link}`, ...after].join('\n\n'),
    html: htmlOf(language, letter, link),
  };
}

function htmlOf(language: Language, { greeting, before, button, after }: Letter, link: string): string {
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;
  const action = `<p style="margin:24px 0"><a href="${escapeHtml(link)}" style="background:#4338ca;color:#fff;padding:10px 16px;border-radius:6px;text-decoration:none">${escapeHtml(button)}</a></p>`;
  const body = [paragraph(greeting), ...before.map(paragraph), action, ...after.map(paragraph)].join('');
  return `<!doctype html><html lang="${language}"><body style="font:15px/1.5 system-ui,sans-serif;color:#1c1e24;max-width:520px;margin:24px auto">${body}</body></html>`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
