import type { MailText } from '../../core/mail/mail-queue.ts';
import { type Language, type Letter, languageOf, write } from './letter.ts';

export interface InvitationMail {
  name: string;
  tenantName: string;
  invitedBy: string;
  days: number;
}

export interface ResetMail {
  name: string;
  tenantName: string;
  minutes: number;
}

const invitationLetters: Record<Language, (facts: InvitationMail) => Letter> = {
  en: ({ name, tenantName, invitedBy, days }) => ({
    subject: `${invitedBy} invites you to ${tenantName} on Muster`,
    greeting: `Hello ${name},`,
    before: [`${invitedBy} has made a place for you at ${tenantName} on Muster, where your company runs its work.`],
    button: 'Accept the invitation',
    after: [
      `The link works once, within ${days} days.`,
      'If you do not know what this is about, do nothing: without you, no account is made.',
    ],
  }),
  fr: ({ name, tenantName, invitedBy, days }) => ({
    subject: `${invitedBy} vous invite chez ${tenantName} sur Muster`,
    greeting: `Bonjour ${name},`,
    before: [`${invitedBy} vous a fait une place chez ${tenantName} sur Muster, où votre entreprise mène son travail.`],
    button: 'Accepter l’invitation',
    after: [
      `Le lien fonctionne une seule fois, pendant ${days} jours.`,
      'Si vous ne savez pas de quoi il s’agit, ne faites rien : sans vous, aucun compte n’est créé.',
    ],
  }),
};

const welcomeLetters: Record<Language, (facts: InvitationMail) => Letter> = {
  en: ({ name, tenantName, invitedBy, days }) => ({
    subject: `Your account at ${tenantName} on Muster`,
    greeting: `Hello ${name},`,
    before: [`${invitedBy} has made you an account at ${tenantName} on Muster, where your company runs its work.`],
    button: 'Choose a password',
    after: [
      `The link works once, within ${days} days. Later, “Forgot your password?” on the sign-in page sends another.`,
      'If you do not know what this is about, do nothing: without a password, nobody signs in.',
    ],
  }),
  fr: ({ name, tenantName, invitedBy, days }) => ({
    subject: `Votre compte chez ${tenantName} sur Muster`,
    greeting: `Bonjour ${name},`,
    before: [`${invitedBy} vous a créé un compte chez ${tenantName} sur Muster, où votre entreprise mène son travail.`],
    button: 'Choisir un mot de passe',
    after: [
      `Le lien fonctionne une seule fois, pendant ${days} jours. Plus tard, « Mot de passe oublié ? » en envoie un autre.`,
      'Si vous ne savez pas de quoi il s’agit, ne faites rien : sans mot de passe, personne ne se connecte.',
    ],
  }),
};

const resetLetters: Record<Language, (facts: ResetMail) => Letter> = {
  en: ({ name, tenantName, minutes }) => ({
    subject: `Choose a new password for ${tenantName}`,
    greeting: `Hello ${name},`,
    before: [`Somebody, most likely you, asked for a new password for your account at ${tenantName} on Muster.`],
    button: 'Choose a new password',
    after: [
      `The link works once, within ${minutes} minutes. A new password signs you out on all devices.`,
      'If it was not you, do nothing: your password stays as it is.',
    ],
  }),
  fr: ({ name, tenantName, minutes }) => ({
    subject: `Choisissez un nouveau mot de passe pour ${tenantName}`,
    greeting: `Bonjour ${name},`,
    before: [
      `Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre compte chez ${tenantName} sur Muster.`,
    ],
    button: 'Choisir un nouveau mot de passe',
    after: [
      `Le lien fonctionne une seule fois, pendant ${minutes} minutes. Un nouveau mot de passe vous déconnecte de tous les appareils.`,
      'Si ce n’était pas vous, ne faites rien : votre mot de passe reste le même.',
    ],
  }),
};

export function invitationMail(locale: string, facts: InvitationMail, link: string): MailText {
  const language = languageOf(locale);
  return write(language, invitationLetters[language](facts), link);
}

/** To somebody whose account was made for them, without a password. */
export function welcomeMail(locale: string, facts: InvitationMail, link: string): MailText {
  const language = languageOf(locale);
  return write(language, welcomeLetters[language](facts), link);
}

export function resetMail(locale: string, facts: ResetMail, link: string): MailText {
  const language = languageOf(locale);
  return write(language, resetLetters[language](facts), link);
}
