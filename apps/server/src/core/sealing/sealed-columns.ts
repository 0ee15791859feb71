/** A column whose values are sealed. */
export interface SealedColumn {
  table: string;
  column: string;
  /** The column that tells the rows of one company apart; its value is the `rowId` of a sealed place. */
  rowId: string;
  /** The column with keyed hashes, where values are found by what they are. */
  hash?: string;
}

/**
 * Every column that holds sealed values: nothing can be sealed for a place that is not listed here, and rotation goes
 * through all of them. A new one needs a grant for `muster_rotation` in its migration too.
 */
export const sealedColumns = {
  'employee.pay_sealed': { table: 'employee', column: 'pay_sealed', rowId: 'user_id' },
  'employee.tax_number_sealed': {
    table: 'employee',
    column: 'tax_number_sealed',
    rowId: 'user_id',
    hash: 'tax_number_hash',
  },
  'employee.bank_account_sealed': { table: 'employee', column: 'bank_account_sealed', rowId: 'user_id' },
  'mail_message.contents': { table: 'mail_message', column: 'contents', rowId: 'id' },
  'oidc_provider.client_secret': { table: 'oidc_provider', column: 'client_secret', rowId: 'id' },
  'totp_credential.secret': { table: 'totp_credential', column: 'secret', rowId: 'user_id' },
} as const satisfies Record<string, SealedColumn>;

/** Sealed columns of the platform itself, which belong to no company: whoever uses one seals it anew, rotation does not. */
export const platformColumns = {
  'operator.totp_secret': { table: 'operator', column: 'totp_secret', rowId: 'id' },
} as const satisfies Record<string, SealedColumn>;

/** One of {@link sealedColumns}: `table.column`. */
export type SealedColumnName = keyof typeof sealedColumns;

/** The names in the order in which rotation takes them. */
export const sealedColumnNames = Object.keys(sealedColumns).sort() as SealedColumnName[];

/** The same column, seen as any of them. */
export function sealedColumn(name: SealedColumnName): SealedColumn {
  return sealedColumns[name];
}
