import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { applyCatalogue } from '../actions/apply-catalogue.ts'
import { takeCatalogueFiles } from '../actions/catalogue-files.ts'
import { compareAgain } from '../actions/partner-catalogues.ts'
import { sendCatalogue } from '../actions/send-catalogue.ts'
import {
  partnerCatalogueLinesContract as lines,
  partnerCataloguesContract as received,
  sentCataloguesContract as sent,
} from '../contract/catalogues.ts'
import {
  familiesHere,
  partnerCatalogue,
  partnerCatalogueLineList,
  partnerCatalogueList,
  recipients,
  sentCatalogue,
  sentCatalogueList,
} from '../queries/catalogues.ts'
import { partnerCatalogues } from '../tables.ts'

export const sentCataloguesOperations = {
  list: operation(sent.list, (ctx, query) => sentCatalogueList.page(ctx, query)),
  count: operation(sent.count, (ctx, query) => sentCatalogueList.count(ctx, query)),
  families: operation(sent.families, ctx => familiesHere(ctx)),
  recipients: operation(sent.recipients, ctx => recipients(ctx)),
  send: operation(sent.send, async (ctx, asked) => sentCatalogue(ctx, await sendCatalogue(ctx, asked))),
}

export const partnerCataloguesOperations = {
  list: operation(received.list, (ctx, query) => partnerCatalogueList.page(ctx, query)),
  count: operation(received.count, (ctx, query) => partnerCatalogueList.count(ctx, query)),
  get: operation(received.get, (ctx, { id }) => partnerCatalogue(ctx, id)),
  take: operation(received.take, async (ctx, { files }) => partnerCatalogue(ctx, await takeCatalogueFiles(ctx, files))),
  compare: operation(received.compare, async (ctx, { id }) => {
    await compareAgain(ctx, id)
    return partnerCatalogue(ctx, id)
  }),
  apply: operation(received.apply, async (ctx, { id, parts }) => {
    const applied = await applyCatalogue(ctx, id, parts)
    return { ...applied, catalogue: await partnerCatalogue(ctx, id) }
  }),
  leave: operation(received.leave, async (ctx, { id }) => {
    const { state } = await lockedRecord(ctx, partnerCatalogues, id)
    if (state === 'applied') refuse('exchange.catalogueApplied')
    if (state !== 'left') await changeRecord(ctx, partnerCatalogues, id, { state: 'left' })
    return partnerCatalogue(ctx, id)
  }),
}

export const partnerCatalogueLinesOperations = {
  list: operation(lines.list, (ctx, query) => partnerCatalogueLineList.page(ctx, query)),
  count: operation(lines.count, (ctx, query) => partnerCatalogueLineList.count(ctx, query)),
}
