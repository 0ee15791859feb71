/** What belongs to the company under attack. */
export interface ForeignIds {
  tenantId: string;
  userId: string;
  sessionId: string;
  notificationId: string;
  boardId: string;
  cardId: string;
  columnId: string;
  versionId: string;
  documentName: string;
  documentId: string;
  roleId: string;
  passkeyId: string;
  invitationId: string;
  apiKeyId: string;
  operatorAccessId: string;
  keyRotationId: string;
  issuerId: string;
  groupId: string;
  grantId: string;
  locationId: string;
  customFieldId: string;
  /** Texts of the company that must appear in no answer to a stranger. */
  secrets: string[];
  victimToken: string;
  /** Everything an attack could have changed, as text; and how it was before. */
  readState: () => Promise<string>;
  stateBefore: string;
}

/** How one procedure is attacked, and what it must answer. */
export interface Attack {
  input: (ids: ForeignIds) => unknown;
  /**
   * `not_found`: the call names a record of the other company. `own_only`: a list or search, which must succeed and
   * show nothing of it. `refused`: it also needs what a stranger cannot have. `ends_own_session`: takes no id at all.
   */
  expected: 'not_found' | 'own_only' | 'refused' | 'ends_own_session';
}
