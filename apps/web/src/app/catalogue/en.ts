export const en = {
  product: 'Muster',
} as const;
