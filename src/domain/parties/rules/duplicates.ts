/** What two parties may share. */
export const DUPLICATE_REASONS = ['mail', 'legal-name', 'name-postcode', 'name-town', 'name-street', 'phone'] as const
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number]

/** How much each says that they are one, of 100. */
export const WEIGHTS: Record<DuplicateReason, number> = {
  mail: 50,
  'legal-name': 60,
  'name-postcode': 50,
  'name-town': 15,
  'name-street': 30,
  phone: 25,
}

/** What a merge may take from the one that goes; the rest is the kept one's. */
export const TAKEN = ['name', 'emails', 'phones', 'billing', 'shipping', 'note', 'privateNote'] as const
export type Taken = (typeof TAKEN)[number]
