//! A sequence of stops that can be cut into pieces and put together anew, and what that would cost
//! without doing it.

use super::board::Board;

/// Some nodes of a line that follow each other, kept as they are or turned around.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) first: usize,
    /// The place after the last.
    pub(super) end: usize,
    pub(super) turned: bool,
}

/// All nodes from where the tour begins to where it ends, with the cost of every stretch.
#[derive(Clone)]
pub(super) struct Line {
    nodes: Vec<u16>,
    /// Up to each place, what the legs cost.
    ahead: Vec<u64>,
    /// Up to each place, what they cost when they are driven the other way.
    back: Vec<u64>,
}

impl Line {
    /// A line of these stops.
    pub(super) fn of(board: &Board, stops: &[u16]) -> Self {
        let node = |node: usize| u16::try_from(node).unwrap_or(u16::MAX);
        let (start, end) = (node(board.n_stops), node(board.n_stops + 1));
        let nodes: Vec<_> = [start].into_iter().chain(stops.iter().copied()).chain([end]).collect();
        let mut line = Self { nodes, ahead: Vec::new(), back: Vec::new() };
        line.count(board);
        line
    }

    /// The stops in their order.
    pub(super) fn stops(&self) -> &[u16] {
        &self.nodes[1..self.nodes.len() - 1]
    }

    /// What the legs cost, whatever the dates are.
    pub(super) fn roads(&self) -> u64 {
        self.ahead.last().copied().unwrap_or(0)
    }

    /// What the legs would cost if the line consisted of these pieces, which are all of it.
    pub(super) fn roads_of(&self, board: &Board, pieces: &[Piece]) -> u64 {
        let mut cost = 0;
        let mut before = None;
        for piece in pieces.iter().filter(|piece| piece.first < piece.end) {
            let (first, last) = (piece.first, piece.end - 1);
            let sums = if piece.turned { &self.back } else { &self.ahead };
            let (from, to) = if piece.turned { (last, first) } else { (first, last) };
            cost += sums[last] - sums[first];
            if let Some(before) = before {
                cost += self.road(board, before, from);
            }
            before = Some(to);
        }
        cost
    }

    /// Writes the stops of these pieces, which are all of the line.
    pub(super) fn write(&self, pieces: &[Piece], stops: &mut Vec<u16>) {
        stops.clear();
        for piece in pieces {
            let nodes = &self.nodes[piece.first..piece.end];
            if piece.turned {
                stops.extend(nodes.iter().rev());
            } else {
                stops.extend(nodes);
            }
        }
        stops.pop();
        stops.remove(0);
    }

    /// Takes on another sequence of the same stops.
    pub(super) fn take(&mut self, board: &Board, stops: &[u16]) {
        let n_stops = stops.len();
        self.nodes[1..=n_stops].copy_from_slice(stops);
        self.count(board);
    }

    fn count(&mut self, board: &Board) {
        self.ahead.clear();
        self.back.clear();
        let (mut ahead, mut back) = (0, 0);
        self.ahead.push(ahead);
        self.back.push(back);
        for at in 1..self.nodes.len() {
            ahead += self.road(board, at - 1, at);
            back += self.road(board, at, at - 1);
            self.ahead.push(ahead);
            self.back.push(back);
        }
    }

    fn road(&self, board: &Board, from: usize, to: usize) -> u64 {
        board.road(usize::from(self.nodes[from]), usize::from(self.nodes[to]))
    }
}
