export const en = {
  boards: 'Boards',
} as const;
