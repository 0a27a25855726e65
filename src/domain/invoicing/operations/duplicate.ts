import { operation } from '../../../platform/http/operation.ts'
import { duplicateDocument } from '../actions/duplicate.ts'
import { duplicateContract } from '../contract/duplicate.ts'

export const duplicateOperations = {
  duplicate: operation(duplicateContract.duplicate, (ctx, { id }) => duplicateDocument(ctx, id)),
}
