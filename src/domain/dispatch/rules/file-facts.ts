import type { Layout } from './layout.ts'

/** What a file says that may change elsewhere: kept with it, so that it is the same bytes years later. */
export type FileFacts = {
  /** Which state of the rules of the postal standard wrote its lines. */
  normaliser: number
  titleName: string
  issueNumber: string
  runNumber: number
  runOn: string
  /** Names of countries, by code. */
  countries: Record<string, string>
  /** Grams of one copy, by issue; absent: not weighed. */
  weights: Record<string, number>
  /** From how many copies an envelope is a parcel. */
  parcelFrom: number
  /** Numbers of the shipments of purchases that are not paid for oneself, by nature. */
  natures: Record<string, number[]>
}

export type FrozenLayout = { layout: Layout; facts: FileFacts }

/** Something a file could not hold as it is: a character its encoding lacks, a text longer than its field, a line it has no column for. */
export type Loss = { kind: 'character' | 'cut' | 'line' | 'separator'; what: string; became: string; count: number }
