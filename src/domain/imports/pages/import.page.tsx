import { Alert, Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany, useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { Sections } from '../../../platform/web/section.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { importsContract } from '../contract.ts'
import { importWords } from '../labels/screens.ts'
import { importsLabels } from '../labels.ts'
import { FileLayout } from './file-layout.part.tsx'
import { ImportReport } from './import-report.part.tsx'
import { ImportStatus } from './import-status.part.tsx'
import { ImportSteps } from './import-steps.part.tsx'

const api = apiOf('imports', importsContract)
export type Card = Awaited<ReturnType<typeof api.get.call>>

const BUSY = ['reading', 'importing', 'undoing']
const LOOK_AGAIN_MS = 700

/** One file: how it is read, what is told of its lines, and what became of them. */
export function ImportPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const labels = useLabels(importsLabels)
  const common = useLabels(commonWords)
  const path = useCompanyPath()
  const query = useQuery(
    api.get.queryOptions({
      input: { id },
      refetchInterval: ({ state }) => (BUSY.includes(state.data?.state ?? '') ? LOOK_AGAIN_MS : false),
    }),
  )
  const name = query.data?.fileName ?? labels.import
  return (
    <>
      <ScreenHeading title={name} name={name} beside={query.data && <ImportStatus of={query.data.state} />}>
        <Button component={Link} to={path('imports') as never} variant="default">
          {labels.imports}
        </Button>
      </ScreenHeading>
      <Sections>
        {query.data ? (
          <Whole card={query.data} />
        ) : (
          <p role={query.error ? 'alert' : 'status'}>
            {query.error ? failureOf(query.error, common.unreachable).message : common.loading}
          </p>
        )}
      </Sections>
    </>
  )
}

function Whole({ card }: { card: Card }) {
  const words = useLabels(importWords)
  const format = useFormat()
  const company = useCompany()
  const { state, fileForgottenAt, sameFileAs, counts } = card
  const changeable = ['mapping', 'ready', 'undone'].includes(state) && !fileForgottenAt
  return (
    <>
      {fileForgottenAt && <Alert color="gray">{words.forgotten}</Alert>}
      {sameFileAs && state !== 'imported' && <Alert color="yellow">{words.sameFile(format.instant(sameFileAs))}</Alert>}
      {changeable && <FileLayout key={JSON.stringify([card.layout, card.kind, card.mapping])} card={card} />}
      <ImportSteps card={card} />
      {card.readAt && <ImportReport card={card} />}
      {(counts.refused ?? 0) > 0 && !fileForgottenAt && card.readAt && (
        <Group>
          <Button
            component="a"
            variant="default"
            href={`/api/imports/${card.id}/refused?company=${encodeURIComponent(company)}`}
          >
            {words.refusedFile}
          </Button>
        </Group>
      )}
    </>
  )
}
