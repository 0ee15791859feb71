import { describe, expect, it } from 'vitest';
import { invitationMail, resetMail } from './mails.ts';

const link = 'https://muster.test/accept-invitation#token=abc';
const facts = { name: 'Ana', tenantName: 'Northwind', invitedBy: 'Omar', days: 7 };

describe('a mail', () => {
  it('is written in the language of its reader, English where we do not speak it', () => {
    expect(invitationMail('fr', facts, link).text).toContain('Bonjour Ana');
    expect(invitationMail('fr-CA', facts, link).html).toContain('<html lang="fr">');
    expect(resetMail('de', { ...facts, minutes: 30 }, link).text).toContain('Hello Ana');
  });

  it('holds the link as text and as a button', () => {
    const mail = invitationMail('en', facts, link);
    expect(mail.text).toContain(`\n${link}\n`);
    expect(mail.html).toContain(`href="${link}"`);
  });

  it('lets no name write markup or headers', () => {
    const name = '<img src=x>\r\nBcc: everybody@example.com';
    const mail = invitationMail('en', { ...facts, invitedBy: name }, link);
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.html).not.toContain('<img');
  });
});
