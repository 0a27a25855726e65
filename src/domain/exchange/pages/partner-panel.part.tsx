import { Button, FileButton } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCompany } from '../../../platform/web/company.ts'
import { download } from '../../../platform/web/download.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useDoing, useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { exchangeWords } from '../labels/exchange-screens.ts'
import { exchangeLabels } from '../labels.ts'
import classes from './exchange.module.css'
import { type PartnerCard, partners } from './exchange-api.part.ts'
import { PartnerForm } from './partner.form.tsx'
import { PartnerStatus } from './sent-status.part.tsx'

/** A partner beside its list: where its orders go, and how both sites come to trust each other. */
export function PartnerPanel({ id }: { id: string }) {
  const words = useLabels(exchangeWords)
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const query = useQuery(partners.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {partner => (
        <>
          <RecordHead
            name={partner.party}
            status={<PartnerStatus of={partner.state} />}
            actions={
              <>
                {may('exchange.write') && (
                  <Button size="xs" variant="default" onClick={() => setEditing(true)}>
                    {words.edit}
                  </Button>
                )}
                <RecordButton to={`contacts/${partner.partyId}`}>{words.contact}</RecordButton>
              </>
            }
          />
          <PartnerFacts of={partner} />
          <RecordPart title={words.pairing}>
            <Pairing of={partner} />
          </RecordPart>
          {partner.keys.length > 0 && <Keys of={partner} />}
          {editing && <PartnerForm of={partner} onClose={() => setEditing(false)} />}
        </>
      )}
    </RecordPanel>
  )
}

function PartnerFacts({ of }: { of: PartnerCard }) {
  const { partnerColumns: columns, pricePolicies } = useLabels(exchangeLabels)
  const format = useFormat()
  return (
    <Facts
      facts={[
        { label: columns.address, value: of.address },
        { label: columns.pricePolicy, value: pricePolicies[of.pricePolicy] },
        { label: columns.sentCount, value: format.integer(of.sentCount) },
        { label: columns.receivedCount, value: format.integer(of.receivedCount) },
      ]}
    />
  )
}

/** What is to be done next for both sites to trust each other. Source: X-46. */
function Pairing({ of }: { of: PartnerCard }) {
  const words = useLabels(exchangeWords)
  const may = useMay()
  const texts = {
    plain: words.plainText,
    invited: words.invitedText,
    'to-confirm': words.codeText,
    paired: words.pairedText,
    revoked: words.revokedText,
  }
  return (
    <>
      {of.proposed ? <Code of={of} proposed={of.proposed} /> : <p className={classes.text}>{texts[of.state]}</p>}
      {may('exchange.write') && <PairingActions of={of} />}
    </>
  )
}

function Code({ of, proposed }: { of: PartnerCard; proposed: NonNullable<PartnerCard['proposed']> }) {
  const words = useLabels(exchangeWords)
  const may = useMay()
  const doing = useDoing()
  const confirm = () => partners.confirm.call({ id: of.id, keyId: proposed.keyId })
  return (
    <section aria-label={words.codeTitle}>
      <p className={classes.text}>{words.codeText}</p>
      <p className={classes.code}>{proposed.code}</p>
      {may('exchange.write') && (
        <Button size="xs" mb="sm" onClick={() => void doing(confirm, words.confirmed)}>
          {words.confirm}
        </Button>
      )}
    </section>
  )
}

function PairingActions({ of }: { of: PartnerCard }) {
  const words = useLabels(exchangeWords)
  const doing = useDoing()
  const notify = useNotify()
  const company = useCompany()
  const [revoking, setRevoking] = useState(false)
  const invite = () => void doing(() => partners.invite.call({ id: of.id }), words.invited(of.address))
  const file = () => void download('/exchange/invitation', { company }).catch(error => notify.failed(error))
  const take = async (given: File | null) => {
    if (given)
      await doing(
        async () => partners.takeInvitation.call({ id: of.id, text: await given.text() }),
        words.invitationTaken,
      )
  }
  const revoke = () => {
    setRevoking(false)
    void doing(() => partners.revoke.call({ id: of.id }), words.revoked)
  }
  return (
    <div className={classes.buttons}>
      {of.state !== 'paired' && of.address !== '' && (
        <Button size="xs" variant="default" onClick={invite}>
          {words.inviteByMail}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={file}>
        {words.downloadInvitation}
      </Button>
      <FileButton onChange={given => void take(given)} accept=".jws">
        {props => (
          <Button size="xs" variant="default" {...props}>
            {words.takeInvitation}
          </Button>
        )}
      </FileButton>
      {of.state !== 'plain' && of.state !== 'revoked' && (
        <Button size="xs" color="red" variant="subtle" onClick={() => setRevoking(true)}>
          {words.revoke}
        </Button>
      )}
      <Confirm
        opened={revoking}
        danger
        title={words.revokeTitle(of.party)}
        text={words.revokeText}
        action={words.revoke}
        onConfirm={revoke}
        onCancel={() => setRevoking(false)}
      />
    </div>
  )
}

function Keys({ of }: { of: PartnerCard }) {
  const words = useLabels(exchangeWords)
  const format = useFormat()
  const told = ({ keyId, trustedAt, revokedAt }: PartnerCard['keys'][number]) => {
    const since = revokedAt ?? trustedAt
    const known = trustedAt ? words.keyTrusted : words.keyProposed
    const state = revokedAt ? words.keyRevoked : known
    return `${state} · ${since ? words.keyNow(keyId, format.instant(since)) : keyId}`
  }
  return (
    <RecordPart title={words.keys}>
      {of.keys.map(key => (
        <p key={key.keyId} className={classes.text}>
          {told(key)}
        </p>
      ))}
    </RecordPart>
  )
}
