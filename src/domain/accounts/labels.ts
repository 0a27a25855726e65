import { labels } from '../../values/labels.ts'

export const accountsLabels = labels(
  {
    roles: {
      administrator: 'Administrateur',
      manager: 'Responsable',
      operator: 'Opérateur',
      accountant: 'Comptable',
      reader: 'Lecteur',
    },
  },
  {
    roles: {
      administrator: 'Administrator',
      manager: 'Manager',
      operator: 'Operator',
      accountant: 'Accountant',
      reader: 'Reader',
    },
  },
)
