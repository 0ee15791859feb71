import { deviceOf } from '@muster/contract/identity/device-name';
import type { DevicePlace } from '@muster/contract/identity/session-policy';
import type { MailText } from '../../core/mail/mail-queue.ts';
import type { Device } from './accounts.ts';
import { placeOf } from './device-place.ts';
import { type Language, languageOf, write } from './letter.ts';

const english = {
  password_changed: 'Your password was changed',
  password_reset: 'Your password was replaced by a link from a mail',
  second_factor_added: 'An authenticator app was added to your account',
  second_factor_removed: 'The authenticator app was removed from your account',
  recovery_codes_renewed: 'Your recovery codes were replaced',
  recovery_code_used: 'A recovery code was used to sign in to your account',
  passkey_added: 'A passkey was added to your account',
  passkey_removed: 'A passkey was removed from your account',
  api_key_created: 'An API key that acts in your name was made',
  issuer_linked: 'Your account can now be opened through another sign-in service',
} as const;

/** What a person is told of. */
export type NoticeKind = keyof typeof english;

const what: Record<Language, Readonly<Record<NoticeKind, string>>> = {
  en: english,
  fr: {
    password_changed: 'Votre mot de passe a été modifié',
    password_reset: 'Votre mot de passe a été remplacé par un lien reçu par courriel',
    second_factor_added: 'Une application d’authentification a été ajoutée à votre compte',
    second_factor_removed: 'L’application d’authentification a été retirée de votre compte',
    recovery_codes_renewed: 'Vos codes de secours ont été remplacés',
    recovery_code_used: 'Un code de secours a servi à ouvrir votre compte',
    passkey_added: 'Une clé d’accès a été ajoutée à votre compte',
    passkey_removed: 'Une clé d’accès a été retirée de votre compte',
    api_key_created: 'Une clé d’API qui agit en votre nom a été créée',
    issuer_linked: 'Votre compte peut maintenant être ouvert par un autre service de connexion',
  },
};

const places: Record<Language, Record<DevicePlace['kind'], (network: string | null) => string>> = {
  en: {
    this_computer: () => 'the computer that Muster runs on',
    private_network: (network) => `a private network (${network})`,
    internet: (network) => `the internet (${network})`,
    unknown: () => 'an unknown place',
  },
  fr: {
    this_computer: () => 'l’ordinateur sur lequel Muster fonctionne',
    private_network: (network) => `un réseau privé (${network})`,
    internet: (network) => `internet (${network})`,
    unknown: () => 'un lieu inconnu',
  },
};

interface NoticeFacts {
  name: string;
  tenantName: string;
  at: Date;
  device: Device;
}

/** The mail of one kind, in the person's language; the link leads to their settings. */
export function noticeMail(locale: string, kind: NoticeKind, facts: NoticeFacts, link: string): MailText {
  const language = languageOf(locale);
  const { name, tenantName, at, device } = facts;
  const subject = what[language][kind];
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at);
  const { kind: where, network } = placeOf(device.ipAddress);
  const place = places[language][where](network);
  const { browser, system } = deviceOf(device.userAgent);
  const letters = {
    en: {
      greeting: `Hello ${name},`,
      before: [
        `${subject}, at ${tenantName} on Muster.`,
        `When: ${time} UTC. Device: ${browser ?? 'an unknown program'} on ${system ?? 'an unknown system'}. Place: ${place}.`,
      ],
      button: 'Look at your account',
      after: [
        'If it was you, there is nothing to do.',
        'If it was not: choose a new password, sign out on all devices, and tell an administrator of your company at once.',
      ],
    },
    fr: {
      greeting: `Bonjour ${name},`,
      before: [
        `${subject}, chez ${tenantName} sur Muster.`,
        `Quand : ${time} UTC. Appareil : ${browser ?? 'un programme inconnu'} sur ${system ?? 'un système inconnu'}. Lieu : ${place}.`,
      ],
      button: 'Voir votre compte',
      after: [
        'Si c’était vous, il n’y a rien à faire.',
        'Sinon : choisissez un nouveau mot de passe, déconnectez tous les appareils et prévenez aussitôt un administrateur de votre entreprise.',
      ],
    },
  };
  return write(language, { subject: `${subject} (${tenantName})`, ...letters[language] }, link);
}
