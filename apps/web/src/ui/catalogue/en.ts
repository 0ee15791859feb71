export const en = {
  close: 'Close',
  clear: 'Clear',
  notifications: 'Messages',
  list: {
    group: 'In a list',
    next: 'Next row',
    previous: 'Previous row',
    filter: 'Filter this list',
  },
} as const;
