import { createRecord } from '../../../platform/db/records.ts'
import type { aCompany } from '../../accounts/factory.ts'
import { codeToCompare, confirmPartner, ownInvitation, takeInvitation } from '../actions/pairing.ts'
import { partnerOf } from '../actions/partners.ts'
import { readInvitation } from '../formats/invitation.ts'
import { partners } from '../tables.ts'

type Company = Pick<Awaited<ReturnType<typeof aCompany>>, 'within'>
/** A company with the contact that the other one is there, and where that one wants its orders. */
export type Side = { of: Company; partyId: string; address: string }

/** Makes two companies partners of each other, as two people who compare the code do. Returns the codes that they saw. */
export async function pair(one: Side, other: Side): Promise<string[]> {
  for (const [{ of, partyId, address }, { of: from }] of [
    [one, other],
    [other, one],
  ] as const) {
    const { content, signature } = await from.within(ctx => ownInvitation(ctx))
    const read = await readInvitation(content, [signature])
    await of.within(async ctx => {
      const partnerId = (await partnerOf(ctx, partyId))?.id ?? (await createRecord(ctx, partners, { partyId, address }))
      await takeInvitation(ctx, partnerId, read!)
    })
  }
  const codes: string[] = []
  for (const { of, partyId } of [one, other])
    await of.within(async ctx => {
      const partner = await partnerOf(ctx, partyId)
      const { code, keyId } = (await codeToCompare(ctx, partner!.id))!
      codes.push(code)
      await confirmPartner(ctx, partner!.id, keyId)
    })
  return codes
}
