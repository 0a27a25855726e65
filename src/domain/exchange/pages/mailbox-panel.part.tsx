import { Button } from '@mantine/core'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts } from '../../../platform/web/record/facts.tsx'
import { PanelBody } from '../../../platform/web/record/panel-form.tsx'
import { RecordHead } from '../../../platform/web/record/record-panel.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { collectWords } from '../labels/collect-screens.ts'
import { accessWords } from '../labels/mailbox-access.ts'
import { mailboxLabels } from '../labels/mailboxes.ts'
import { accessOf } from '../rules/mail-providers.ts'
import { isCollectable, useAllow, useCollect } from './collect.part.ts'
import classes from './exchange.module.css'
import type { Mailbox } from './exchange-api.part.ts'

/** How a mailbox stands, in one word. */
export function MailboxState({ of: { collecting, failure, active, oauth, authorised } }: { of: Mailbox }) {
  const words = useLabels(collectWords)
  const { toAllow } = useLabels(accessWords)
  if (!active) return <Status of="off" label={words.off} />
  if (oauth && !authorised) return <Status of="warning" label={toAllow} />
  if (collecting) return <Status of="coming" label={words.running} />
  return failure ? <Status of="bad" label={words.failing} /> : <Status of="good" label={words.inUse} />
}

/** A mailbox beside its list: how it is reached, what was read of it, and what went wrong. Source: INT-30, INT-32, INT-34. */
export function MailboxPanel({ of, onAsk }: { of: Mailbox; onAsk(what: 'change' | 'remove'): void }) {
  const words = useLabels(collectWords)
  const { columns, protocols, securities } = useLabels(mailboxLabels)
  const format = useFormat()
  const may = useMay()
  const access = useLabels(accessWords)
  const collect = useCollect()
  const allow = useAllow()
  const { everyMinutes } = of
  return (
    <PanelBody>
      <RecordHead
        name={of.user}
        status={<MailboxState of={of} />}
        actions={
          may('exchange.write') && (
            <>
              <Button disabled={!isCollectable(of)} onClick={() => void collect([of])}>
                {words.run}
              </Button>
              {of.oauth && (
                <Button variant="default" onClick={() => void allow(of)}>
                  {access.allow}
                </Button>
              )}
              <Button variant="default" onClick={() => onAsk('change')}>
                {words.change}
              </Button>
              <Button variant="subtle" color="red" onClick={() => onAsk('remove')}>
                {words.remove}
              </Button>
            </>
          )
        }
      />
      {of.failure && (
        <p className={classes.text} role="status">
          {of.failure}
        </p>
      )}
      <Facts
        facts={[
          { label: columns.protocol, value: protocols[of.protocol] },
          { label: columns.host, value: `${of.host}:${of.port}` },
          { label: columns.security, value: securities[of.security] },
          { label: access.access, value: access.accesses[accessOf(of.oauth)] },
          {
            label: words.every,
            value: everyMinutes === null ? words.byHand : `${format.integer(everyMinutes)} ${words.minutes}`,
          },
          { label: columns.mailCount, value: format.integer(of.mailCount), always: true },
          { label: columns.collectedAt, value: format.instant(of.collectedAt) },
          { label: columns.failedSince, value: format.instant(of.failedSince) },
          { label: columns.usedBy, value: of.usedBy },
        ]}
      />
      <p className={classes.note}>{words.stays}</p>
    </PanelBody>
  )
}
