/** Why the post brought an envelope back, in the words of its stamps; `other` when it says none. */
export const CAUSES = ['unknown', 'incomplete', 'box', 'refused', 'unclaimed', 'other'] as const
export type Cause = (typeof CAUSES)[number]

/** Why a copy is asked for again. */
export const REASONS = ['not-received', 'damaged', 'printer', 'returned', 'other'] as const
export type ReplacementReason = (typeof REASONS)[number]
