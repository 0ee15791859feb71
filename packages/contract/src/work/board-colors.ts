/** Colour names a label may carry; the web app maps each to a colour per theme. Free of zod, so that a board loads without it. */
export const LABEL_COLORS = ['grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'] as const;
