import type { InferSchemaOutput } from '@orpc/contract'
import type { Ctx } from '../../../platform/http/context.ts'
import { day, formatDay } from '../../../values/day.ts'
import { spacedIban } from '../../../values/iban.ts'
import type { Language } from '../../../values/labels.ts'
import { currentSeller } from '../../invoicing/queries/seller.ts'
import type { mandateCard } from '../contract.ts'
import type { MandatePaper } from '../printouts/mandate-paper.ts'
import { configured } from '../queries/settings.ts'
import { revealIban } from './mandates.ts'

type Placed = { lines: string; postcode: string; town: string; country: string }
const placed = ({ lines, postcode, town, country }: Placed) =>
  [...lines.split('\n'), `${postcode} ${town}`, country === 'FR' ? '' : country]
    .map(line => line.trim())
    .filter(line => line !== '')

/** What stands on the paper of a mandate; its account number is read for it, which the journal keeps. */
export async function paperOf(
  ctx: Ctx,
  mandate: InferSchemaOutput<typeof mandateCard>,
  language: Language,
): Promise<MandatePaper> {
  const { creditorName, creditorId } = await configured(ctx)
  const seller = await currentSeller(ctx)
  const { reference, scheme, frequency, debtorName, bic, signedTown, signedOn } = mandate
  return {
    ...{ reference, scheme, frequency, bic, creditorName, creditorId, signedTown },
    holder: debtorName,
    address: placed(mandate),
    iban: spacedIban(await revealIban(ctx, mandate.id)),
    creditorAddress: seller ? placed(seller) : [],
    signedOn: signedOn ? formatDay(day(signedOn), language) : '',
  }
}
