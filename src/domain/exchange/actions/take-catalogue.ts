import type { Ctx } from '../../../platform/http/context.ts'
import { readCatalogue } from '../formats/catalogue.ts'
import type { ExchangeFault } from '../rules/faults.ts'
import { takeCatalogue } from './partner-catalogues.ts'
import type { Partner } from './partners.ts'
import { hashOf } from './take-order.ts'

/** A catalogue that was collected: its day stands for a number, and its signer takes it as a proposal. */
export function collectedCatalogue(content: Buffer) {
  const read = readCatalogue(content)
  if ('fault' in read) return read as { fault: ExchangeFault }
  const { catalogue } = read
  return {
    kind: 'catalogue' as const,
    number: catalogue.asOf,
    taking: (ctx: Ctx, partner: Partner, edition: number) =>
      takeCatalogue(ctx, partner, { catalogue, edition, sha256: hashOf(content) }),
  }
}
