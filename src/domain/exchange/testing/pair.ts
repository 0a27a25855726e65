import { createRecord } from '../../../platform/db/records.ts'
import type { aCompany } from '../../accounts/factory.ts'
import { partnerOf } from '../actions/partners.ts'
import { ownSite, signingKey } from '../actions/site.ts'
import { partnerKeys, partners } from '../tables.ts'

type Company = Awaited<ReturnType<typeof aCompany>>

/** Makes two companies partners of each other, as two people who compared the code would. */
export async function pair(
  one: { of: Company; partyId: string; address: string },
  other: { of: Company; partyId: string; address: string },
) {
  const [first, second] = await Promise.all([identity(one.of), identity(other.of)])
  await know(one.of, one.partyId, one.address, second)
  await know(other.of, other.partyId, other.address, first)
}

type Identity = { siteId: string; keyId: string; publicKey: string }

const identity = (of: Company): Promise<Identity> =>
  of.within(async ctx => ({ ...(await ownSite(ctx)), ...(await signingKey(ctx)) }))

const know = (of: Company, partyId: string, address: string, { siteId, keyId, publicKey }: Identity) =>
  of.within(async ctx => {
    const partnerId =
      (await partnerOf(ctx, partyId))?.id ??
      (await createRecord(ctx, partners, { partyId, address, siteId, state: 'paired' }))
    await createRecord(ctx, partnerKeys, { partnerId, keyId, publicKey, trustedAt: '2026-01-01T00:00:00Z' })
  })
