import { operation } from '../../../platform/http/operation.ts'
import {
  amendMandate,
  changeMandate,
  createMandate,
  keepProof,
  removeMandate,
  revealIban,
  revokeMandate,
  signMandate,
} from '../actions/mandates.ts'
import { saveDebitSettings } from '../actions/settings.ts'
import { mandatesContract as contract, debitSettingsContract } from '../contract.ts'
import { mandateById, mandateList } from '../queries/mandates.ts'
import { debitSettingsOf } from '../queries/settings.ts'

const said = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

export const debitSettingsOperations = {
  get: operation(debitSettingsContract.get, ctx => debitSettingsOf(ctx)),
  save: operation(debitSettingsContract.save, (ctx, given) => saveDebitSettings(ctx, given)),
}

export const mandatesOperations = {
  list: operation(contract.list, (ctx, query) => mandateList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => mandateList.count(ctx, query)),
  get: operation(contract.get, (ctx, { id }) => mandateById(ctx, id)),
  create: operation(contract.create, async (ctx, { customerId, iban, proof, ...given }) => {
    const id = await createMandate(ctx, { customerId, iban, ...said(given) })
    if (proof) await keepProof(ctx, id, proof)
    return mandateById(ctx, id)
  }),
  update: operation(contract.update, async (ctx, { id, revision, ...given }) => {
    await changeMandate(ctx, id, said(given), revision)
    return mandateById(ctx, id)
  }),
  sign: operation(contract.sign, async (ctx, { id, proof, ...signature }) => {
    await signMandate(ctx, id, signature)
    if (proof) await keepProof(ctx, id, proof)
    return mandateById(ctx, id)
  }),
  addProof: operation(contract.addProof, async (ctx, { id, ...file }) => {
    await keepProof(ctx, id, file)
    return mandateById(ctx, id)
  }),
  amend: operation(contract.amend, async (ctx, { id, on = ctx.today, ...given }) => {
    await amendMandate(ctx, id, { on, ...given })
    return mandateById(ctx, id)
  }),
  revoke: operation(contract.revoke, async (ctx, { id, on = ctx.today, reason }) => {
    await revokeMandate(ctx, id, on, reason)
    return mandateById(ctx, id)
  }),
  iban: operation(contract.iban, async (ctx, { id }) => ({ iban: await revealIban(ctx, id) })),
  remove: operation(contract.remove, async (ctx, { id }) => {
    await removeMandate(ctx, id)
    return { id }
  }),
}
