import { z } from 'zod'
import { contract, id } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { PARTNER_STATES, PRICE_POLICIES } from './rules/states.ts'

const address = z.string().trim().max(254)

const settingsFields = {
  address: address.describe('dedicated to orders; empty: that of the company’s mail'),
  answersByItself: z.boolean().describe('tells that an order came in, at once'),
  alertHours: z.int().min(1).max(720).describe('after so many without an answer an order sent is shown as unheard'),
}
const settings = z.object({
  ...settingsFields,
  siteId: id.describe('what partners know this company by, for ever'),
  usedAddress: z.string().describe('that partners write to; empty: none is known'),
  userOfAddress: z.string().describe('who signs in with that address; empty: nobody, as it should be'),
  keyId: z.string().describe('of the key that signs'),
  keySince: z.string(),
  revision: z.int(),
})

/** Who this company is for its partners. Source: INT-10, X-40. */
export const exchangeSettingsContract = {
  get: contract({
    method: 'GET',
    path: '/exchange-settings',
    summary: 'Who this company is for the sites it exchanges orders with',
    right: 'exchange.read',
  }).output(settings),
  update: contract({
    method: 'PUT',
    path: '/exchange-settings',
    summary: 'Change the address for orders, what is answered by itself and when silence is told',
    right: 'exchange.write',
    refusals: ['exchange.notAnAddress', 'record.changedMeanwhile'],
  })
    .input(z.object({ ...settingsFields, revision: z.int() }))
    .output(settings),
  rotateKey: contract({
    method: 'POST',
    path: '/exchange-settings/rotate-key',
    summary: 'Sign with a new key from now on, and tell the partners in a mail that the old one signs',
    right: 'exchange.write',
    refusals: ['exchange.noOwnAddress', 'exchange.keyUnreadable'],
  }).output(z.object({ settings, told: z.int().describe('partners who were written to') })),
}

export const partnerRow = z.object({
  id,
  partyId: id,
  party: z.string(),
  address: z.string().describe('where its orders go. Source: INT-22 to INT-25'),
  state: z.enum(PARTNER_STATES),
  pricePolicy: z.enum(PRICE_POLICIES),
  sentCount: z.int().describe('orders that were sent to it'),
  receivedCount: z.int().describe('orders that it sent'),
})

export const partnerCard = partnerRow.extend({
  keys: z.array(
    z.object({
      keyId: z.string(),
      trustedAt: z.string().nullable(),
      revokedAt: z.string().nullable(),
      since: z.string(),
    }),
  ),
  proposed: z
    .object({ keyId: z.string(), code: z.string().describe('twelve digits that both sides see') })
    .nullable()
    .describe('a key that nobody confirmed yet'),
  revision: z.int(),
})

const one = z.object({ id })

/** The other ends of exchanges. Source: INT-22 to INT-25, X-43, X-44, X-46. */
export const partnersContract = {
  ...listContract({
    path: '/partners',
    summary: 'Contacts that orders are exchanged with',
    right: 'exchange.read',
    row: partnerRow,
    sorts: ['party'],
    filters: { state: z.enum(PARTNER_STATES).optional(), partyId: id.optional() },
  }),
  get: contract({ method: 'GET', path: '/partners/{id}', summary: 'A partner and its keys', right: 'exchange.read' })
    .input(one)
    .output(partnerCard),
  save: contract({
    method: 'PUT',
    path: '/partners',
    summary: 'Where the orders to a contact go and whose prices count in its own, said for the first time or anew',
    right: 'exchange.write',
    refusals: ['exchange.notAnAddress', 'record.changedMeanwhile'],
  })
    .input(
      z.object({
        partyId: id,
        address: address.optional(),
        pricePolicy: z.enum(PRICE_POLICIES).optional(),
        revision: z.int().optional().describe('of the partner as it was read'),
      }),
    )
    .output(partnerCard),
  invite: contract({
    method: 'POST',
    path: '/partners/{id}/invite',
    summary: 'Mail who we are and the key we sign with',
    right: 'exchange.write',
    refusals: ['exchange.noAddress', 'exchange.noOwnAddress'],
  })
    .input(one)
    .output(partnerCard),
  takeInvitation: contract({
    method: 'POST',
    path: '/partners/{id}/invitation',
    summary: 'Take the invitation that a partner gave us; its key waits until the code was compared',
    right: 'exchange.write',
    refusals: ['exchange.notAnInvitation', 'exchange.ownInvitation', 'exchange.otherSite', 'exchange.siteTaken'],
  })
    .input(one.extend({ text: z.string().trim().min(1).max(50_000).describe('of the file `facteur-invitation.jws`') }))
    .output(partnerCard),
  confirm: contract({
    method: 'POST',
    path: '/partners/{id}/confirm',
    summary: 'Both sides read the same code: the key is trusted',
    right: 'exchange.write',
    refusals: ['exchange.otherKey'],
  })
    .input(one.extend({ keyId: z.string().max(100).describe('whose code was read') }))
    .output(partnerCard),
  revoke: contract({
    method: 'POST',
    path: '/partners/{id}/revoke',
    summary: 'Take nothing more that this partner signs, and tell it, until it is paired anew',
    right: 'exchange.write',
  })
    .input(one)
    .output(partnerCard),
}
