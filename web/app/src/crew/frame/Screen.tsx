// What stands between the frame: the place that the address names, as far as this device holds the tour.

import { pieces, tourPiece } from '../../data/book';
import { tourOf } from '../../data/session';
import { line } from '../../data/sync';
import { startPart } from '../../parts';
import { Loading } from '../../ui/Loading';
import type { CrewRoute } from '../Crew';
import { People } from '../people/People';
import { Today } from '../today/Today';
import { Agenda } from '../tour/Agenda';
import { Travel } from '../travel/Travel';
import { Nothing } from './Nothing';

export function Screen({ at }: { at: CrewRoute }) {
  if (at.name === 'outbox') return startPart.value ? <startPart.value.Outbox tour={at.tour} /> : <Loading />;
  if (pieces.value.size === 0 || !tourPiece.value)
    return <Nothing known={!!tourOf(at.tour)} line={line.value} />;
  switch (at.name) {
    case 'today':
      return <Today tour={at.tour} paper={at.paper} {...(at.date ? { date: at.date } : {})} />;
    case 'tour':
      return <Agenda tour={at.tour} />;
    case 'people':
      return <People />;
    case 'travel':
      return <Travel tour={at.tour} />;
  }
}
