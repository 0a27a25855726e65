import { Button, Menu } from '@mantine/core'
import { IconBan, IconEye, IconPencil, IconPrinter, IconReplace, IconSignature, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useCompany } from '../../../platform/web/company.ts'
import { download } from '../../../platform/web/download.ts'
import { useDoing, useNotify } from '../../../platform/web/feedback/notify.tsx'
import { Secret } from '../../../platform/web/feedback/secret.tsx'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { spacedIban } from '../../../values/iban.ts'
import { mandateWords } from '../labels/mandate-screens.ts'
import { type Mandate, mandates, once } from './debit-api.part.ts'
import { AmendMandate, RemoveMandate, RevokeMandate, SignMandate } from './mandate-dialogs.part.tsx'

const DIALOGS = { sign: SignMandate, amend: AmendMandate, revoke: RevokeMandate, remove: RemoveMandate }
type Asked = keyof typeof DIALOGS

/** What can be done with a mandate as it stands. */
export function MandateActions({ of, onEdit }: { of: Mandate; onEdit(): void }) {
  const words = useLabels(mandateWords)
  const may = useMay()
  const [asked, setAsked] = useState<Asked | null>(null)
  if (!may('debits.write')) return null
  const Dialog = asked && DIALOGS[asked]
  const command = (what: Asked, icon: React.ReactNode, first = false) => (
    <Button variant={first ? 'filled' : 'default'} leftSection={icon} onClick={() => setAsked(what)}>
      {words[what]}
    </Button>
  )
  return (
    <>
      {!of.signedOn && !of.revokedOn && command('sign', <IconSignature size={15} />, true)}
      {!of.revokedOn && (
        <Button variant="default" leftSection={<IconPencil size={15} />} onClick={onEdit}>
          {words.edit}
        </Button>
      )}
      <Print of={of} />
      <Reveal id={of.id} />
      {of.signedOn && !of.revokedOn && (
        <>
          {command('amend', <IconReplace size={15} />)}
          {command('revoke', <IconBan size={15} />)}
        </>
      )}
      {!of.signedOn && command('remove', <IconTrash size={15} />)}
      {Dialog && <Dialog of={of} onClose={() => setAsked(null)} />}
    </>
  )
}

/** The paper to sign, in the language the debtor reads. */
function Print({ of: { id, language } }: { of: Mandate }) {
  const words = useLabels(mandateWords)
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const doing = useDoing()
  const print = (language: 'fr' | 'en') =>
    void doing(() => download(`/mandates/${id}/paper`, { language, company, inLanguage }))
  const languages = language === 'fr' ? (['fr', 'en'] as const) : (['en', 'fr'] as const)
  return (
    <Menu position="bottom-start" transitionProps={{ duration: 0 }} shadow="md">
      <Menu.Target>
        <Button variant="default" leftSection={<IconPrinter size={15} />}>
          {words.print}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map(language => (
          <Menu.Item key={language} onClick={() => print(language)}>
            {words.printIn[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** The whole account number, on demand; the journal keeps that it was read. */
function Reveal({ id }: { id: string }) {
  const words = useLabels(mandateWords)
  const notify = useNotify()
  const [iban, setIban] = useState<string | null>(null)
  const read = () =>
    mandates.iban.call({ id }, once()).then(
      answer => {
        setIban(answer.iban)
        refresh()
      },
      error => notify.failed(error),
    )
  return (
    <>
      <Button variant="default" leftSection={<IconEye size={15} />} onClick={() => void read()}>
        {words.reveal}
      </Button>
      {iban && (
        <Secret
          title={words.revealTitle}
          text={words.revealText}
          secret={spacedIban(iban)}
          copy={words.copy}
          onClose={() => setIban(null)}
        />
      )}
    </>
  )
}
