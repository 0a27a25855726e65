import type { Ctx } from '../../platform/http/context.ts'
import { createParty, type NewParty } from './actions.ts'

/** Somebody in Paris who buys; say only what the test is about. Returns the id. */
export const aParty = (ctx: Ctx, given: NewParty = {}): Promise<string> =>
  createParty(ctx, {
    honorific: 'Mme',
    lastName: 'Dupont',
    firstName: 'Florence',
    isCustomer: true,
    addresses: [{ line1: '7 rue des Marronniers', postcode: '75011', town: 'Paris' }],
    ...given,
  })
