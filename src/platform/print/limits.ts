/** More at once takes minutes and gigabytes: longer lists are printed in parts. */
export const LABELS_AT_ONCE = 10_000
export const LETTERS_AT_ONCE = 2000
export const SLIPS_AT_ONCE = 2000
