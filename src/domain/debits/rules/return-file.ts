/** An entry of a file of the bank that could not be taken: which, by its place from 1, and why. */
export type RefusedReturn = { place: number; endToEndId: string; why: string }
