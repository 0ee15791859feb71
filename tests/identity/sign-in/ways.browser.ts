import { expect, type Page, test } from '@playwright/test';
import { faults } from '../../support/accessibility.ts';
import { eventually } from '../../support/eventually.ts';
import { PASSWORD, person } from '../../support/fixtures.ts';
import { codeOf } from './authenticator-app.ts';
import { tokenIn } from './mail-server.ts';
import { fillIn, openStand, type Stand } from './stand.ts';

let stand: Stand;

test.beforeAll(async ({ browser }) => {
  stand = await openStand(browser);
});

test.afterAll(() => stand.stop());

const home = (page: Page) => page.getByRole('heading', { level: 1, name: /^Good / });
const security = (page: Page) => page.getByRole('region', { name: 'Security' });

/** Somebody who stands by to touch the authenticator, or does not. */
interface Finger {
  touches: (enabled: boolean) => Promise<void>;
}

/** In the page: marks it once it has asked the browser to suggest passkeys. */
function noteSuggestions(): void {
  const ask = navigator.credentials.get.bind(navigator.credentials);
  navigator.credentials.get = (options) => {
    if (options?.mediation === 'conditional') document.documentElement.dataset.suggests = 'passkeys';
    return ask(options);
  };
}

/** Chromium's own authenticator, in place of a phone or a key. */
async function addAuthenticator(page: Page): Promise<Finger> {
  await page.addInitScript(noteSuggestions);
  await page.evaluate(noteSuggestions);
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const touches = async (enabled: boolean) => {
    await client.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
  };
  return { touches };
}

/**
 * By the button: the sign-in page asks for a passkey by itself too, and a ready finger would answer that first. So the
 * finger is not ready before it has asked.
 */
async function signInByButton(page: Page, finger: Finger): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-suggests', 'passkeys');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).hover();
  await finger.touches(true);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Your menu' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

test('an authenticator app: set up, asked for, replaced by a recovery code', async () => {
  const page = await stand.visit('sales', '/settings');
  await security(page).getByRole('button', { name: 'Set up' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('img', { name: 'Picture to scan with an authenticator app' })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  const secret = await dialog.locator('code').innerText();
  await dialog.getByLabel('Then enter the code that it shows').fill('000000');
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await expect(dialog.getByText('This is not the code that the app should show now.')).toBeVisible();
  await dialog.getByLabel('Then enter the code that it shows').fill(codeOf(secret));
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const recoveryCode = await codes.first().innerText();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(security(page).getByText(/10 recovery codes are left/)).toBeVisible();

  await signOut(page);
  await fillIn(page, person('sales'));
  await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByLabel('Code').fill('000000');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('This code is not right')).toBeVisible();
  await page.getByLabel('Code').fill(codeOf(secret, 1));
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(home(page)).toBeVisible();

  await signOut(page);
  await fillIn(page, person('sales'));
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await page.getByLabel('Recovery code').fill(recoveryCode);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(home(page)).toBeVisible();
});

test('a passkey: made, used to sign in, renamed, removed', async () => {
  const page = await stand.visit('support', '/settings');
  const finger = await addAuthenticator(page);
  await security(page).getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('My laptop');
  await page.getByRole('dialog').getByRole('button', { name: 'Add a passkey' }).click();
  const passkeys = page.getByRole('list', { name: 'Passkeys' });
  await expect(passkeys.getByText('My laptop')).toBeVisible();

  await finger.touches(false);
  await signOut(page);
  await signInByButton(page, finger);
  await expect(home(page)).toBeVisible();

  await page.goto('/settings');
  await passkeys.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Work laptop');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(passkeys.getByText('Work laptop')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await passkeys.getByRole('button', { name: 'Remove' }).click();
  await expect(passkeys).toHaveCount(0);

  await finger.touches(false);
  await signOut(page);
  await signInByButton(page, finger);
  await expect(page.getByText('That passkey did not work here.')).toBeVisible();
});

test('the browser suggests a passkey in the email field', async () => {
  const page = await stand.visit('finance', '/settings');
  await addAuthenticator(page);
  await security(page).getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByRole('list', { name: 'Passkeys' })).toBeVisible();
  await signOut(page);
  // The virtual authenticator picks what it has as soon as it is offered.
  await expect(home(page)).toBeVisible();
});

test('a dangerous action asks who it is, and goes on by itself', async () => {
  const page = await stand.visit('manager', '/settings');
  await expect(security(page).getByRole('button', { name: 'Set up' })).toBeVisible();
  await stand.database.query(`update session set authenticated_at = now() - interval '11 minutes' where user_id = $1`, [
    person('manager').id,
  ]);
  await security(page).getByRole('button', { name: 'Set up' }).click();
  const question = page.getByRole('dialog', { name: 'Is it still you?' });
  await question.getByLabel('Password', { exact: true }).fill('not the password');
  await question.getByRole('button', { name: 'Confirm' }).click();
  await expect(question.getByText('That was not right.')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await question.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await question.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('dialog', { name: 'Authenticator app' })).toBeVisible();
});

test('an invitation: sent from the admin page, accepted from the mail', async () => {
  const page = await stand.visit('manager', '/admin/security');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Email').fill('ana@north.test');
  await dialog.getByLabel('Name').fill('Ana Roy');
  await dialog.getByRole('radio', { name: 'Français' }).click();
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(page.getByRole('region', { name: 'Invitations' }).getByText('ana@north.test')).toBeVisible();
  expect(await faults(page)).toEqual([]);

  const guest = await stand.page();
  const letter = await stand.mail.next('ana@north.test');
  expect(letter.subject).toContain('vous invite');
  await guest.goto(`/accept-invitation#token=${tokenIn(letter)}`);
  await expect(guest.getByRole('heading', { name: 'Welcome to Northwind Movers' })).toBeVisible();
  await guest.getByLabel('Password', { exact: true }).fill('Password123');
  await guest.getByRole('button', { name: 'Join Northwind Movers' }).click();
  await expect(guest.getByText('This is one of the first passwords')).toBeVisible();
  expect(await faults(guest)).toEqual([]);
  await guest.getByLabel('Password', { exact: true }).fill('seven quiet harbours');
  await guest.getByRole('button', { name: 'Join Northwind Movers' }).click();
  await expect(home(guest)).toContainText('Ana');
});

test('a forgotten password: a mail, a new password, and every other browser is signed out', async () => {
  const { email } = person('dispatcher');
  const other = await stand.visit('dispatcher', '/work');
  const page = await stand.page();
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(email);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible();
  await expect(page.getByLabel('Email'), 'nobody types it twice').toHaveValue(email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { name: 'Look into your mailbox' })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  const token = tokenIn(await stand.mail.next(email));
  await page.goto(`/reset-password#token=${token}`);
  await page.reload();
  await page.getByLabel('New password').fill('seven quiet harbours');
  await page.getByRole('button', { name: 'Save the password' }).click();
  await expect(page.getByText('Your password is changed, and you are signed out everywhere.')).toBeVisible();
  await expect(other, 'without anybody touching it').toHaveURL(/\/sign-in/);
  await fillIn(page, { email, password: 'seven quiet harbours' });
  await expect(home(page)).toBeVisible();
});

test('an issuer: set up by an administrator, offered by the address, signed in through', async () => {
  const { issuer } = stand;
  const admin = await stand.visit('super_admin', '/admin/security');
  await admin.getByRole('button', { name: 'Add an issuer' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('Issuer address').fill(issuer.url);
  await dialog.getByLabel('Name on the button').fill('Northwind ID');
  await dialog.getByLabel('Client id').fill(issuer.clientId);
  await dialog.getByLabel('Client secret').fill(issuer.clientSecret);
  expect(await faults(admin)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(admin.getByRole('region', { name: 'Sign-in issuers' }).getByText('Northwind ID')).toBeVisible();
  await admin.getByLabel('Domains of mail addresses').fill('north.test');
  await admin.getByRole('button', { name: 'Save the rules' }).click();
  await expect(admin.getByText('The rules are saved').first()).toBeVisible();

  const { email } = person('technician');
  const page = await stand.page();
  await page.goto('/sign-in?returnTo=/settings');
  await page.getByLabel('Email').fill(email);
  issuer.person = { sub: 'the technician', email, email_verified: false };
  await page.getByRole('link', { name: 'Continue with Northwind ID' }).click();
  await expect(page.getByText('Your mail address is not confirmed there')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.context().clearCookies();
  issuer.person = { sub: 'the technician', email, email_verified: true };
  await page.goto('/sign-in?returnTo=/settings');
  await page.getByLabel('Email').fill(email);
  await page.getByRole('link', { name: 'Continue with Northwind ID' }).click();
  await expect(page).toHaveURL(/\/settings$/);
  await expect(page.getByText(`Northwind ID (${email})`)).toBeVisible();
});

test('a session that is revoked on one browser ends on the other within a second', async () => {
  const lost = await stand.visit('driver', '/work');
  await expect(lost.getByRole('button', { name: 'Your menu' })).toBeVisible();
  const here = await stand.visit('driver', '/settings');
  const revoke = here.getByRole('button', { name: 'Sign out', exact: true }).first();
  await expect(revoke).toBeVisible();
  const started = Date.now();
  await revoke.click();
  await expect(lost).toHaveURL(/\/sign-in/);
  console.log(`revoked elsewhere: signed out after ${Date.now() - started} ms`);
  await eventually('the session is gone', async () => {
    const rows = await stand.database.query('select 1 from session where user_id = $1', [person('driver').id]);
    return rows.length === 1;
  });
});
