import type { Ctx } from '../../platform/http/context.ts'
import { operation } from '../../platform/http/operation.ts'
import { confirmPartner, invite, revokePartner, takeInvitationText } from './actions/pairing.ts'
import { savePartner } from './actions/partners.ts'
import { changeExchangeSettings, rotateKey } from './actions/settings.ts'
import { partnersContract as contract, exchangeSettingsContract as settings } from './contract.ts'
import { partnerById, partnerList } from './queries/partners.ts'
import { exchangeSettingsOf } from './queries/settings.ts'

export const exchangeSettingsOperations = {
  get: operation(settings.get, ctx => exchangeSettingsOf(ctx)),
  update: operation(settings.update, async (ctx, given) => {
    await changeExchangeSettings(ctx, given)
    return exchangeSettingsOf(ctx)
  }),
  rotateKey: operation(settings.rotateKey, async ctx => {
    const told = await rotateKey(ctx)
    return { settings: await exchangeSettingsOf(ctx), told }
  }),
}

/** What is done to a partner answers with how it stands then. */
const then = async (ctx: Ctx, id: string, done: Promise<void>) => {
  await done
  return partnerById(ctx, id)
}

export const partnersOperations = {
  list: operation(contract.list, (ctx, query) => partnerList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => partnerList.count(ctx, query)),
  get: operation(contract.get, (ctx, { id }) => partnerById(ctx, id)),
  save: operation(contract.save, async (ctx, given) => partnerById(ctx, await savePartner(ctx, given))),
  invite: operation(contract.invite, (ctx, { id }) => then(ctx, id, invite(ctx, id))),
  takeInvitation: operation(contract.takeInvitation, (ctx, { id, text }) =>
    then(ctx, id, takeInvitationText(ctx, id, text)),
  ),
  confirm: operation(contract.confirm, (ctx, { id, keyId }) => then(ctx, id, confirmPartner(ctx, id, keyId))),
  revoke: operation(contract.revoke, (ctx, { id }) => then(ctx, id, revokePartner(ctx, id))),
}
