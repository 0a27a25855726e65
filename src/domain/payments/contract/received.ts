import { z } from 'zod'
import { cents, contract, isoDay } from '../../../platform/http/contract.ts'

export const receivedContract = {
  byMonth: contract({
    method: 'GET',
    path: '/payments/by-month',
    summary: 'Money received in each of the twelve months up to this one, what was paid back taken off',
    right: 'payments.read',
  })
    .input(z.object({}))
    .output(z.array(z.object({ month: isoDay.describe('its first day'), cents }))),
}
