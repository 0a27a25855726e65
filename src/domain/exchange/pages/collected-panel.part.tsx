import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCompany } from '../../../platform/web/company.ts'
import { download } from '../../../platform/web/download.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { collectedLabels } from '../labels/collected.ts'
import { decisionWords } from '../labels/decision-screens.ts'
import { CollectedStatus, useCalled } from './collected-status.part.tsx'
import { Decisions } from './decisions.part.tsx'
import classes from './exchange.module.css'
import { type CollectedCard, collectedDocuments } from './exchange-api.part.ts'

const KILOBYTE = 1024

/** A collected document beside its list: what it is, why it waits, and what can be decided. Source: X-46. */
export function CollectedPanel({ id }: { id: string }) {
  const { kinds } = useLabels(collectedLabels)
  const words = useLabels(decisionWords)
  const may = useMay()
  const called = useCalled()
  const query = useQuery(collectedDocuments.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {found => (
        <>
          <RecordHead
            {...(found.number ? { number: called(found) } : {})}
            name={found.kind === 'none' ? found.subject || kinds.none : kinds[found.kind]}
            status={<CollectedStatus of={found.state} />}
            actions={
              <>
                <Became of={found} />
                {found.hasMail && <Mail of={found} />}
              </>
            }
          />
          {found.why && <p className={classes.text}>{found.why}</p>}
          <Told of={found} />
          {found.state === 'quarantined' && may('exchange.write') && (
            <RecordPart title={words.decide}>
              <Decisions key={`${found.id} ${found.reason} ${found.code}`} of={found} />
            </RecordPart>
          )}
        </>
      )}
    </RecordPanel>
  )
}

/** Links to what a document became: an order, a catalogue to look at, a partner to compare the code with. */
function Became({ of: { kind, orderId, partnerId } }: { of: CollectedCard }) {
  const words = useLabels(decisionWords)
  if (orderId) return <RecordButton to={`orders/${orderId}`}>{words.open}</RecordButton>
  if (kind === 'catalogue') return <RecordButton to="partner-catalogues">{words.catalogues}</RecordButton>
  if (!partnerId) return null
  return (
    <RecordButton to="partners" search={{ open: partnerId }}>
      {words.partner}
    </RecordButton>
  )
}

function Mail({ of: { mailId } }: { of: CollectedCard }) {
  const words = useLabels(decisionWords)
  const company = useCompany()
  const notify = useNotify()
  const file = () => void download(`/collected-mails/${mailId}/file`, { company }).catch(error => notify.failed(error))
  return (
    <Button size="xs" variant="default" onClick={file}>
      {words.mail}
    </Button>
  )
}

function Told({ of }: { of: CollectedCard }) {
  const words = useLabels(decisionWords)
  const { columns } = useLabels(collectedLabels)
  const format = useFormat()
  return (
    <Facts
      facts={[
        { label: columns.partner, value: of.partner },
        { label: words.from, value: of.from },
        { label: words.subject, value: of.subject },
        { label: words.sentAt, value: of.sentAt && format.instant(of.sentAt) },
        { label: words.collectedAt, value: `${format.instant(of.collectedAt)}, ${of.mailbox}` },
        {
          label: columns.hasMail,
          value: of.hasMail && words.mailOf(format.integer(Math.ceil(of.byteCount / KILOBYTE))),
        },
        { label: words.note, value: of.note },
      ].filter(({ value }) => Boolean(value))}
    />
  )
}
