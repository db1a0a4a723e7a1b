// English for this part of the desk.

export const officeEn = {
  title: 'office',
} as const;
