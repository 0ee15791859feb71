export const en = {
  close: 'Close',
  notifications: 'Messages',
} as const;
