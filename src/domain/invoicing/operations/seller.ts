import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { changeSeller, changeSettings, nothingSaid } from '../actions/seller.ts'
import { invoicingSettingsContract, sellerContract } from '../contract/seller.ts'
import { currentSeller, settingsOf } from '../queries/seller.ts'

const card = async (ctx: Ctx) =>
  (await currentSeller(ctx)) ?? { id: null, ...nothingSaid(ctx.company.name), createdAt: null, createdBy: '' }

export const sellerOperations = {
  get: operation(sellerContract.get, ctx => card(ctx)),
  change: operation(sellerContract.change, async (ctx, { versionId, ...given }) => {
    await changeSeller(ctx, given, versionId)
    return card(ctx)
  }),
}

export const invoicingSettingsOperations = {
  get: operation(invoicingSettingsContract.get, ctx => settingsOf(ctx)),
  change: operation(invoicingSettingsContract.change, async (ctx, given) => {
    await changeSettings(ctx, given)
    return settingsOf(ctx)
  }),
}
