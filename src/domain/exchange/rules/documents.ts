import type { Cents } from '../../../values/money.ts'
import type { AddressLines, VatCategory } from '../../invoicing/rules/document.ts'

/** Who orders or delivers, as an exchanged document names it. */
export type ExchangeParty = {
  name: string
  /** Empty: none is known. */
  siren: string
  vatNumber: string
  email: string
  address: AddressLines
}

/** A line of an order between two sites; amounts are those of the whole line. Source: D3. */
export type ExchangeLine = {
  /** Its place in the order, from 1: what answers name it by. */
  position: number
  /** Empty: the product has no code. */
  code: string
  gtin: string
  label: string
  description: string
  quantity: number
  netCents: Cents
  /** null: the document does not say it. */
  vatCents: Cents | null
  /** null: the document does not say it, as where several stand for a bundle; its rate is 0 then. */
  vatCategory: VatCategory | null
  vatRateBps: number
  deliverOn: string | null
}

/** An order as it travels. Days are `YYYY-MM-DD`. Source: INT-20, Peppol BIS Ordering 3. */
export type ExchangeOrder = {
  number: string
  orderedOn: string
  deliverOn: string | null
  currency: string
  note: string
  buyerReference: string
  buyer: ExchangeParty
  seller: ExchangeParty
  /** Where it is to be delivered, when elsewhere than at the buyer's. */
  delivery: AddressLines | null
  lines: ExchangeLine[]
}

/** What a supplier says to an order. Source: X-47, UN/EDIFACT 4343 as Peppol uses it. */
export const ANSWERS = ['received', 'accepted', 'changed', 'refused'] as const
export type Answer = (typeof ANSWERS)[number]

/** What is said of one line; quantity and price when they are not those asked. */
export type AnsweredLine = {
  position: number
  answer: 'accepted' | 'changed' | 'refused'
  quantity: number | null
  netCents: Cents | null
  deliverOn: string | null
  note: string
}

export type ExchangeAnswer = {
  number: string
  answeredOn: string
  answer: Answer
  /** The number of the order it answers, as its buyer gave it. */
  orderNumber: string
  /** As the seller calls it; empty: not said. */
  sellerNumber: string
  currency: string
  note: string
  buyer: ExchangeParty
  seller: ExchangeParty
  lines: AnsweredLine[]
}

/** Goods that left. */
export type ExchangeDespatch = {
  number: string
  despatchedOn: string
  carrier: string
  parcelReference: string
  note: string
  buyer: ExchangeParty
  seller: ExchangeParty
  lines: { orderNumber: string; position: number; quantity: number; code: string; label: string }[]
}
