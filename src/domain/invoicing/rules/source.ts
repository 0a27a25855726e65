/** What kind of source a sale has: `shop` of `shop:` and the id of one; its words are by kind. */
export const sourceKind = (source: string): string => source.split(':')[0]!
