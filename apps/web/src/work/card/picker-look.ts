/** The search field on top of a list to pick from. */
export const pickerInput =
  'mb-1 h-control w-full border-line border-b bg-transparent px-2 pb-1 text-sm outline-none placeholder:text-ink-3';

/** cmdk marks the row under the keyboard's cursor with data-selected, and every row with data-disabled, mostly false. */
export const pickerItem = 'data-[selected=true]:bg-hover data-[disabled=false]:opacity-100!';
