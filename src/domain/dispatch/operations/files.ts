import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { nameOf, profiledFiles } from '../actions/mailing-files.ts'
import { receiveCount, sendFiles } from '../actions/sendings.ts'
import { filesContract as contract } from '../contract/files.ts'
import { countryNamed } from '../formats/cells.ts'
import { runOfFile, weightsOf } from '../queries/file-facts.ts'
import { destinations } from '../queries/file-rows.ts'
import { defaultProfile } from '../queries/profiles.ts'
import { filesMade, houseOf, plainName, sendingsOf } from '../queries/run-files.ts'
import { USUAL_LAYOUT } from '../rules/layout.ts'
import { manifestOf } from '../rules/manifest.ts'

type Asked = { id: string; profileId?: string | undefined }

/** The manifest of a run, in the parts of a profile when one is named. */
export async function runManifest(ctx: Ctx, { id, profileId }: Asked) {
  const run = await runOfFile(ctx, id)
  const layout = profileId
    ? (await profiledFiles(ctx, { runId: id, profileId, addressedAs: 'run' })).profile.layout
    : { ...USUAL_LAYOUT, split: 'destination' as const }
  const of = {
    runId: id,
    issueDay: run.issueDay,
    addressedAs: 'run' as const,
    layout,
    parcelFrom: run.parcelFrom,
    part: null,
  }
  const counts = manifestOf(await destinations(ctx, of), await weightsOf(ctx, id))
  return {
    ...counts,
    byCountry: counts.byCountry.map(found => ({ ...found, name: countryNamed(found.country) })),
  }
}

async function list(ctx: Ctx, { id, profileId }: Asked) {
  const run = await runOfFile(ctx, id)
  const chosen = profileId ?? (await defaultProfile(ctx, run.mailingHouseId))?.id
  const given = chosen ? await profiledFiles(ctx, { runId: id, profileId: chosen, addressedAs: 'run' }) : undefined
  const made = (await filesMade(ctx, id)).map(({ layout, ...file }) => ({
    ...file,
    name: 'facts' in layout ? nameOf(layout.layout, layout.facts, file.part) : plainName({ ...file, layout }),
  }))
  const named = new Map(made.map(({ id, name, sha256 }) => [id, { id, name, sha256 }]))
  return {
    profile: given ? { id: given.profile.id, name: given.profile.name, format: given.profile.layout.format } : null,
    parts: (given?.files ?? []).map(({ file, lines, copies }) => ({ part: file.part, name: file.name, lines, copies })),
    made,
    sendings: (await sendingsOf(ctx, id)).map(({ fileIds, ...sent }) => ({
      ...sent,
      files: fileIds.flatMap(fileId => named.get(fileId) ?? []),
    })),
    house: await houseOf(ctx, run.mailingHouseId),
  }
}

export const filesOperations = {
  list: operation(contract.list, list),
  manifest: operation(contract.manifest, runManifest),
  send: operation(contract.send, sendFiles),
  receive: operation(contract.receive, (ctx, { id, count, on }) => receiveCount(ctx, id, count, on ?? ctx.today)),
}
