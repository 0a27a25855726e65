import { labels } from '../../../values/labels.ts'

export const retentionWords = labels(
  {
    title: 'Conservation des données',
    one: 'contact à effacer',
    many: 'contacts à effacer',
    search: 'Nom, ville…',
    none: 'Aucun contact n’est sans lien depuis plus de trois ans.',
    erase: 'Effacer…',
    eraseTitle: (count: string, many: boolean) => (many ? `Effacer ${count} contacts` : 'Effacer ce contact'),
    eraseText:
      'Noms, adresses, courriels, téléphones et notes disparaissent, aussi des anciens envois et messages. Les factures émises et le journal scellé restent tels que la loi les veut. Cela ne se défait pas.',
    eraseNow: 'Effacer',
    erased: (count: number) => (count > 1 ? `${count} contacts effacés.` : 'Contact effacé.'),
    started: 'L’effacement est en cours.',
    work: 'Effacement des contacts sans lien',
    summary: (count: number) => (count > 1 ? `${count} contacts effacés.` : `${count} contact effacé.`),
  },
  {
    title: 'Data retention',
    one: 'contact to erase',
    many: 'contacts to erase',
    search: 'Name, town…',
    none: 'No contact has been without any link for more than three years.',
    erase: 'Erase…',
    eraseTitle: (count: string, many: boolean) => (many ? `Erase ${count} contacts` : 'Erase this contact'),
    eraseText:
      'Names, addresses, mails, phones and notes disappear, from past shipments and messages too. Issued invoices and the sealed journal stay as the law wants them. This cannot be undone.',
    eraseNow: 'Erase',
    erased: (count: number) => (count > 1 ? `${count} contacts erased.` : 'Contact erased.'),
    started: 'Erasing is under way.',
    work: 'Erasing contacts without link',
    summary: (count: number) => (count > 1 ? `${count} contacts erased.` : `${count} contact erased.`),
  },
)
