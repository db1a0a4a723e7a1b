// The English words of paper and of sending. They come with the parts that show them, and not with the sheet.

import { learn } from '../../i18n';
import { paperEn } from './words.en';

learn(paperEn);
