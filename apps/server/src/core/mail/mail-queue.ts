import type pg from 'pg';
import type { TenantTransaction } from '../database/index.ts';
import { newId } from '../identifiers.ts';
import { type SealedPlace, seal, unseal } from '../sealing/sealing.ts';

/** The channel on which the postman hears that there is mail. */
export const mailChannel = 'muster_mail';

/** What a person reads. */
export interface MailText {
  subject: string;
  text: string;
  html: string;
}

/** A mail to send. `template` names its kind, for the log. */
export interface NewMail extends MailText {
  recipient: string;
  template: string;
}

/** Puts a mail into the queue in the transaction that makes it due; the postman sends it when that commits. */
export async function queueMail(transaction: TenantTransaction, tenantId: string, mail: NewMail): Promise<void> {
  const { recipient, template, ...text } = mail;
  const id = newId();
  const contents = seal(JSON.stringify(text), placeOf(tenantId, id));
  // Raw: the role may add mail and not read any, so there is nothing to return.
  await transaction.$executeRaw`
    insert into mail_message (tenant_id, id, recipient, template, contents)
    values (${tenantId}::uuid, ${id}::uuid, ${recipient}, ${template}, ${contents})`;
  await transaction.$executeRaw`select pg_notify(${mailChannel}, '')`;
}

export interface DueMail {
  tenantId: string;
  id: string;
  recipient: string;
  template: string;
  attempts: number;
  /** Sealed. */
  contents: Uint8Array;
}

interface DueRow {
  tenant_id: string;
  id: string;
  recipient: string;
  template: string;
  contents: Buffer;
  attempts: number;
}

/** Takes mail that is due, and keeps it from others for two minutes: should this process die, they send it then. */
export async function takeDueMail(client: pg.Pool, limit: number): Promise<DueMail[]> {
  const { rows } = await client.query<DueRow>(
    `update mail_message m set attempts = m.attempts + 1, next_attempt_at = now() + interval '2 minutes'
     from (select tenant_id, id from mail_message where next_attempt_at <= now() order by next_attempt_at
           limit $1 for update skip locked) due
     where m.tenant_id = due.tenant_id and m.id = due.id
     returning m.tenant_id, m.id, m.recipient, m.template, m.contents, m.attempts`,
    [limit],
  );
  return rows.map(({ tenant_id: tenantId, ...row }) => ({ ...row, tenantId }));
}

/** What the mail says. @throws Error when its key is missing: then it alone has to wait, and not those beside it */
export function textOf({ tenantId, id, contents }: DueMail): MailText {
  return JSON.parse(unseal(contents, placeOf(tenantId, id)));
}

function placeOf(tenantId: string, rowId: string): SealedPlace {
  return { tenantId, column: 'mail_message.contents', rowId };
}
