import { parseKeyRing } from '../../../apps/server/src/core/sealing/key-ring.ts';
import { unseal } from '../../../apps/server/src/core/sealing/sealing.ts';
import { createOperator } from '../../../apps/server/src/identity/operator/operators.ts';
import { newTotpSecret } from '../../../apps/server/src/identity/sign-in/totp.ts';
import { apiClient, type SignedIn, signIn } from '../../support/client.ts';
import type { TestDatabase } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';
import { companies, PASSWORD, person } from '../../support/fixtures.ts';
import type { TestServer } from '../../support/server.ts';
import { codeOf } from '../sign-in/authenticator-app.ts';
import type { Issuer } from '../sign-in/issuer.ts';

const tenantId = companies.north.id;

/** Secrets by what they are. */
export type Secrets = Record<string, string>;

/** What an employee is paid, and their numbers. */
export async function fillEmployee({ api }: SignedIn): Promise<Secrets> {
  const userId = person('mover').id;
  // Long enough that no hash shows them by chance.
  const pay = { currency: 'CAD', hourlyRate: 98_765_431, bonus: { kind: 'per_job' as const, amount: 87_654_321 } };
  await api.identity.employees.setPay.mutate({ userId, version: 0, ...pay });
  const taxNumber = '7462591830';
  const bankAccount = { kind: 'canadian' as const, institution: '004', transit: '10202', account: '736450918273' };
  await api.identity.employees.setPrivateNumbers.mutate({ userId, version: 1, taxNumber, bankAccount });
  const driver = person('driver').id;
  const iban = 'DE89370400440532013000';
  await api.identity.employees.setPrivateNumbers.mutate({
    ...{ userId: driver, version: 0 },
    bankAccount: { kind: 'iban', iban },
  });
  await api.identity.employees.reveal.mutate({ userId, kind: 'tax_number' });
  await api.identity.employees.findByTaxNumber.mutate({ taxNumber });
  return {
    'hourly rate': String(pay.hourlyRate),
    bonus: String(pay.bonus.amount),
    'tax number': taxNumber,
    'bank account': bankAccount.account,
    iban,
  };
}

/** Everything that signs a person in: passwords, sessions, apps, codes, tickets, keys of programs. */
export async function fillWaysIn(server: TestServer): Promise<Secrets> {
  const executive = await signIn(server.url, person('c_suite'));
  const { secret } = await executive.api.identity.totp.begin.mutate();
  const { recoveryCodes } = await executive.api.identity.totp.confirm.mutate({ code: codeOf(secret) });
  const { email, password } = person('c_suite');
  const half = await apiClient(server.url).identity.signIn.mutate({ email, password });
  const support = await signIn(server.url, person('support'));
  const changed = 'seventeen violet harbours';
  await support.api.identity.changePassword.mutate({ currentPassword: PASSWORD, newPassword: changed });
  const key = await executive.api.identity.apiKeys.create.mutate({ name: 'Key', scopes: ['work:board:read'], days: 1 });
  return {
    password: PASSWORD,
    'changed password': changed,
    'session token': executive.token,
    'totp secret': secret.replaceAll(' ', ''),
    ...Object.fromEntries(recoveryCodes.map((code, index) => [`recovery code ${index + 1}`, code])),
    'ticket of a sign-in': half.status === 'second_factor' ? half.ticket : '',
    'api key': key.key,
  };
}

/** A client's secret at an issuer. */
export async function fillIssuer({ api }: SignedIn, issuer: Issuer): Promise<Secrets> {
  await api.identity.issuers.create.mutate({
    ...{ name: 'Northwind ID', preset: 'custom', issuer: issuer.url, clientId: issuer.clientId },
    ...{ clientSecret: issuer.clientSecret, enabled: true, satisfiesMfa: false },
  });
  return { 'client secret': issuer.clientSecret };
}

/** Tokens of an invitation and of a reset, as they stand in mails that wait. */
export async function fillMail({ api }: SignedIn, server: TestServer, database: TestDatabase, keys: string) {
  const roles = await api.identity.roles.list.query();
  const roleIds = roles.filter(({ key }) => key === 'viewer').map(({ id }) => id);
  await api.identity.invitations.create.mutate({ name: 'Ina', email: 'ina@north.test', roleIds, locale: 'en' });
  await apiClient(server.url).identity.passwordReset.request.mutate({ email: person('sales').email });
  const tokenOf = (template: string) =>
    eventually(`the mail ${template}`, async () => {
      const [row] = await database.query<{ id: string; contents: Buffer }>(
        'select id, contents from mail_message where template = $1 and contents is not null and failure is not null',
        [template],
      );
      if (!row) return null;
      const place = { tenantId, column: 'mail_message.contents' as const, rowId: row.id };
      return /#token=([\w-]+)/.exec(unseal(row.contents, place, parseKeyRing(keys)))?.[1];
    });
  return { 'token of an invitation': await tokenOf('invitation'), 'token of a reset': await tokenOf('password_reset') };
}

/** An operator of the platform. The key ring of this process must be open. */
export async function fillOperator(): Promise<Secrets> {
  const [password, totpSecret] = ['twelve silent orchards', newTotpSecret()];
  await createOperator({ email: 'operator@muster.test', name: 'Operator', password, totpSecret });
  return { 'password of an operator': password, 'totp secret of an operator': totpSecret };
}
