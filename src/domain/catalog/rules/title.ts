export const TITLE_KINDS = ['magazine', 'box'] as const
export type TitleKind = (typeof TITLE_KINDS)[number]
export const SERVED_BY = ['date', 'issue'] as const
export const COUNTED_BY = ['cover', 'shipping', 'closing'] as const
export type CountedBy = (typeof COUNTED_BY)[number]

/** How a kind of title is proposed to be served: a box by number, on the last day it can be ordered. Source, CIR-30. */
export const titleProposes = (kind: TitleKind): { servedBy: 'date' | 'issue'; countedBy: CountedBy } =>
  kind === 'box' ? { servedBy: 'issue', countedBy: 'closing' } : { servedBy: 'date', countedBy: 'cover' }
