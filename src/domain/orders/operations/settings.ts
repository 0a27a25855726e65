import { changeRecord, createRecord } from '../../../platform/db/records.ts'
import { operation } from '../../../platform/http/operation.ts'
import { changePatterns, saveStatuses } from '../actions/settings.ts'
import { ownStatuses } from '../actions/statuses.ts'
import {
  orderNaturesContract as naturesContract,
  resourcesContract,
  orderSettingsContract as settingsContract,
  orderStatusesContract as statusesContract,
} from '../contract/settings.ts'
import { natureById, naturesOf, patternsOf, resourceById, resourcesOf } from '../queries/settings.ts'
import { orderNatures, resources } from '../tables/settings.ts'

export const orderStatusesOperations = {
  all: operation(statusesContract.all, (ctx, { kind }) => ownStatuses(ctx, kind)),
  save: operation(statusesContract.save, async (ctx, { kind, statuses }) => {
    await saveStatuses(ctx, kind, statuses)
    return ownStatuses(ctx, kind)
  }),
}

export const orderNaturesOperations = {
  all: operation(naturesContract.all, (ctx, { includeUnused }) => naturesOf(ctx, includeUnused)),
  create: operation(naturesContract.create, async (ctx, said) =>
    natureById(ctx, await createRecord(ctx, orderNatures, said)),
  ),
  update: operation(naturesContract.update, async (ctx, { id, revision, name, active }) => {
    await changeRecord(
      ctx,
      orderNatures,
      id,
      { ...(name === undefined ? {} : { name }), ...(active === undefined ? {} : { active }) },
      revision,
    )
    return natureById(ctx, id)
  }),
}

export const resourcesOperations = {
  all: operation(resourcesContract.all, (ctx, { includeUnused }) => resourcesOf(ctx, includeUnused)),
  create: operation(resourcesContract.create, async (ctx, said) =>
    resourceById(ctx, await createRecord(ctx, resources, said)),
  ),
  update: operation(resourcesContract.update, async (ctx, { id, revision, kind, name, active }) => {
    await changeRecord(
      ctx,
      resources,
      id,
      {
        ...(kind === undefined ? {} : { kind }),
        ...(name === undefined ? {} : { name }),
        ...(active === undefined ? {} : { active }),
      },
      revision,
    )
    return resourceById(ctx, id)
  }),
}

export const orderSettingsOperations = {
  get: operation(settingsContract.get, ctx => patternsOf(ctx)),
  change: operation(settingsContract.change, async (ctx, changes) => {
    await changePatterns(ctx, changes)
    return patternsOf(ctx)
  }),
}
