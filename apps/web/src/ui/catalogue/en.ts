export const en = {
  close: 'Close',
  clear: 'Clear',
  notifications: 'Messages',
  list: {
    group: 'In a list',
    next: 'Next row',
    previous: 'Previous row',
    filter: 'Filter this list',
    select: 'Select the row, or not',
    selectRange: 'Select up to here',
    selectDown: 'Select the next row too',
    selectUp: 'Select the previous row too',
    selectAll: 'Select all rows that are loaded',
  },
} as const;
