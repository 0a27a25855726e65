import { netFromGross, percentOf } from '../../values/money.ts'

export type Priced = { priceBasis: string; priceCents: number; vatRateBps: number }
export type Amounts = { netCents: number; vatCents: number; grossCents: number }

/**
 * What a quantity of a product costs, in integer cents. A gross price never moves: VAT is taken out of it; a net price
 * has VAT added. Source.
 */
export function lineAmounts({ priceBasis, priceCents, vatRateBps }: Priced, quantity: number): Amounts {
  const cents = priceCents * quantity
  if (priceBasis === 'net') {
    const vatCents = percentOf(cents, vatRateBps)
    return { netCents: cents, vatCents, grossCents: cents + vatCents }
  }
  const netCents = netFromGross(cents, vatRateBps)
  return { netCents, vatCents: cents - netCents, grossCents: cents }
}

/** What an agency pays for it. Source: CIR-12. */
export const discounted = <P extends Priced>(price: P, discountBps: number): P => ({
  ...price,
  priceCents: price.priceCents - percentOf(price.priceCents, discountBps),
})

/** What one costs: the price said, tax included, else that of the product, less what an agency does not pay. */
export const unitPrice = <P extends Priced>(
  { unitGrossCents }: { unitGrossCents?: number | null | undefined },
  product: P,
  discountBps: number,
): P =>
  typeof unitGrossCents === 'number'
    ? { ...product, priceBasis: 'gross', priceCents: unitGrossCents }
    : discounted(product, discountBps)

export const sumOf = (lines: readonly Amounts[]): Amounts => ({
  netCents: lines.reduce((sum, line) => sum + line.netCents, 0),
  vatCents: lines.reduce((sum, line) => sum + line.vatCents, 0),
  grossCents: lines.reduce((sum, line) => sum + line.grossCents, 0),
})

/** `FA-2023-000412`: one series a year. */
export const invoiceNumber = (year: string, sequence: number) => `FA-${year}-${String(sequence).padStart(6, '0')}`

/** The number somebody means by `FA-2023-000412`, `fa-2023-412` or `2023-412`, or undefined. */
export function typedInvoiceNumber(typed: string): string | undefined {
  const found = /^\s*(?:FA-?)?(\d{4})-0*(\d{1,6})\s*$/i.exec(typed)
  return found ? invoiceNumber(found[1]!, Number(found[2])) : undefined
}
