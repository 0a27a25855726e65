import type { Ctx } from '../../platform/http/context.ts'
import { changeSeller } from './actions/seller.ts'
import { currentSeller } from './queries/seller.ts'
import type { Seller } from './rules/seller.ts'

/** All that an invoice must say of who sells: the company may issue from here on. Returns the id of the version. */
export async function aSeller(ctx: Ctx, given: Partial<Seller> = {}): Promise<string> {
  await changeSeller(ctx, {
    legalName: ctx.company.name,
    legalForm: 'SARL',
    capitalCents: 800_000,
    siren: '123 456 782',
    nic: '00010',
    register: 'RCS Annecy',
    vatNumber: 'FR11123456782',
    lines: '12 quai du Lac',
    postcode: '74000',
    town: 'Annecy',
    email: 'factures@lac.example',
    phone: '04 50 00 00 00',
    iban: 'FR7630006000011234567890189',
    bic: 'AGRIFRPP',
    ...given,
  })
  return (await currentSeller(ctx))!.id
}
