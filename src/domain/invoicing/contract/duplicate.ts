import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { draftingRefusals } from './documents.ts'

export const duplicateContract = {
  duplicate: contract({
    method: 'POST',
    path: '/invoices/{id}/duplicate',
    summary: 'Write a document once more as a draft, at the prices it bore',
    right: 'invoicing.write',
    refusals: [...draftingRefusals, 'invoicing.creditNoteOnce'],
  })
    .input(z.object({ id }))
    .output(z.object({ id, revision: z.int() })),
}
