/** What floats: menus, popovers, selects. The shadow is theirs alone; everything that lies flat has a border. */
export const floating =
  'z-50 animate-rise rounded-lg bg-raised p-1 text-ink text-sm shadow-float outline-none max-h-(--radix-popper-available-height) overflow-y-auto';

export const menuItem =
  'flex min-h-control-small cursor-default select-none items-center gap-2 rounded-md px-2 py-1 outline-none ' +
  'data-[highlighted]:bg-hover data-[disabled]:opacity-45 [&_svg]:size-4 [&_svg]:shrink-0 [&>svg]:text-ink-3';

export const menuItemDanger = 'text-bad-text [&>svg]:text-bad-text!';

export const menuLabel = 'px-2 pt-1.5 pb-1 font-medium text-ink-3 text-xs';

export const menuSeparator = '-mx-1 my-1 h-px bg-line';
